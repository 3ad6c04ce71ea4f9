select
    person.id, person.account, person.key, family, given, family_kana, given_kana, email, phone, department, title,
    champion, issued_on, left_on, search_key
from jsonb_array_elements($1::jsonb) as r (name)
inner join person on person.account = (name ->> 0)::bigint and person.key = name ->> 1
