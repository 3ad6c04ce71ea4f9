select
    person.id as "id!: i64", person.account, person.key, family, given, family_kana, given_kana, email, phone, department, title,
    champion, issued_on, left_on, search_key
from jsonb_each($1)
inner join person on person.account = value ->> 0 and lower(person.email) = value ->> 1
order by person.created_at, person.key
