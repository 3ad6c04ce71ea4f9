update fact_id
set content = kept.value ->> 1
from json_each($1) as kept
where fact_id.id = unhex(kept.value ->> 0)
