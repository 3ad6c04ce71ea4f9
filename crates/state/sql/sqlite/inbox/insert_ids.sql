insert into fact_id (id, content)
select unhex(value ->> 0), value ->> 1
from json_each($1)
