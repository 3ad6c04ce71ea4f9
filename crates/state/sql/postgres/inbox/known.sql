select fact_id.id, fact_id.content
from jsonb_array_elements_text($1::jsonb) as r (id)
inner join fact_id on fact_id.id = decode(r.id, 'hex')
