insert into fact_id (id, content)
select decode(new ->> 0, 'hex'), (new ->> 1)::bigint
from jsonb_array_elements($1::jsonb) as r (new)
