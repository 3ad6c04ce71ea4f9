insert into closed_day (
    day, name
)
select
    value ->> 'day', value ->> 'name'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (day) do update
set
    name = excluded.name
