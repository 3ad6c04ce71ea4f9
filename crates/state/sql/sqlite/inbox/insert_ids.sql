insert into fact_id (id, content)
select unhex(value ->> 0), value ->> 1
from jsonb_each($1)
