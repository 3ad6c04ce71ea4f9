insert into ingest_count (day, source, outcome, events)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3
from jsonb_each($1)
where true
on conflict (day, source, outcome) do update
set events = ingest_count.events + excluded.events
