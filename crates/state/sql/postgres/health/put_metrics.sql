insert into metric_now (account, numbers)
select distinct on ((new ->> 0)::bigint) (new ->> 0)::bigint, new ->> 1
from jsonb_array_elements($1::jsonb) with ordinality as r (new, place)
order by (new ->> 0)::bigint, place desc
on conflict (account) do update set numbers = excluded.numbers
