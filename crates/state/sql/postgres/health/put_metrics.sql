insert into metric_now (account, ids, numbers)
select distinct on (r.account)
    r.account::bigint, (select id from metric_ids where ids = $2),
    substring($3::bytea from ((place - 1) * $4::bigint)::integer + 1 for $4::integer)
from jsonb_array_elements_text($1::jsonb) with ordinality as r (account, place)
order by r.account, place desc
on conflict (account) do update set ids = excluded.ids, numbers = excluded.numbers
