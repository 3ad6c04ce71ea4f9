insert into ingest_count (day, source, outcome, events)
select (new ->> 0)::bigint, (new ->> 1)::bigint, new ->> 2, sum((new ->> 3)::bigint)::bigint
from jsonb_array_elements($1::jsonb) as r (new)
group by (new ->> 0)::bigint, (new ->> 1)::bigint, new ->> 2
on conflict (day, source, outcome) do update
set events = ingest_count.events + excluded.events
