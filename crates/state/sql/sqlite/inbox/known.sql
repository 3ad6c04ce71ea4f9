select fact_id.id, fact_id.content
from json_each($1)
inner join fact_id on fact_id.id = unhex(value)
