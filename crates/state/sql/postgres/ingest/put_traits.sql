insert into person_trait (person, name, value)
select distinct on ((new ->> 0)::bigint, new ->> 1) (new ->> 0)::bigint, new ->> 1, new ->> 2
from jsonb_array_elements($1::jsonb) with ordinality as r (new, place)
order by (new ->> 0)::bigint, new ->> 1, place desc
on conflict (person, name) do update
set value = excluded.value
