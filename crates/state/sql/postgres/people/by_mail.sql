select id, account, key, family, given, family_kana, given_kana, email, phone, department, title, champion, issued_on,
    left_on, search_key
from (
    select person.*, rank() over (partition by person.account, lower(person.email) order by person.created_at) as place
    from jsonb_array_elements($1::jsonb) as r (mail)
    inner join person on person.account = (mail ->> 0)::bigint and lower(person.email) = mail ->> 1
) as known
where place = 1
