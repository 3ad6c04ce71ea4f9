select person.key as user_key, min(person.account) as account
from jsonb_array_elements_text($1::jsonb) as r (key)
inner join person on person.key = r.key
group by person.key
having count(*) = 1
