select person.account, person.key, person.id as "id!: i64"
from jsonb_each($1)
inner join person on person.account = value ->> 0 and person.key = value ->> 1
