select person.account, person.key, person.id
from jsonb_array_elements($1::jsonb) as r (name)
inner join person on person.account = (name ->> 0)::bigint and person.key = name ->> 1
