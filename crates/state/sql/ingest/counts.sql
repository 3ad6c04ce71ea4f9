select day, source, outcome, events
from ingest_count
where day >= $1
order by day desc, source, outcome
