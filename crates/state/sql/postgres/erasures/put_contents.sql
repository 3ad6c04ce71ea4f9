update fact_id
set content = (kept.new ->> 1)::bigint
from jsonb_array_elements($1::jsonb) as kept (new)
where fact_id.id = decode(kept.new ->> 0, 'hex')
