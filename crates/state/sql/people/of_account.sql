select id, account, key, family, given, family_kana, given_kana, email, phone, department, title, champion, issued_on,
    left_on, search_key
from person
where account = $1
order by champion desc, left_on is not null, family_kana, family, id
