select coalesce(json_agg(json_build_array(t.account, t.day, t.from_segment) order by t.account, t.day), '[]')::text
from jsonb_array_elements($3::jsonb) as r (d)
inner join transition as t on t.account = (d ->> 0)::bigint and t.day >= (d ->> 1)::bigint
where t.model = $1 and t.version = $2
