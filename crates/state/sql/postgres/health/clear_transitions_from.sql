delete from transition as t
using jsonb_array_elements($3::jsonb) as r (d)
where t.model = $1 and t.version = $2 and t.account = (d ->> 0)::bigint and t.day >= (d ->> 1)::bigint
