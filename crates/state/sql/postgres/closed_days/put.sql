insert into closed_day (
    day, name
)
select distinct on (day)
    day, name
from rows from (jsonb_to_recordset($1::jsonb) as (
    day bigint, name text
)) with ordinality as new (
    day, name, place
)
order by day, place desc
on conflict (day) do update
set
    name = excluded.name
