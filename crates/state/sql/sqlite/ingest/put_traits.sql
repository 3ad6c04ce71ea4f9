insert into person_trait (person, name, value)
select value ->> 0, value ->> 1, value ->> 2
from jsonb_each($1)
where true
on conflict (person, name) do update
set value = excluded.value
