select person.key as user_key, min(person.account) as "account!: i64"
from jsonb_each($1)
inner join person on person.key = value
group by person.key
having count(*) = 1
