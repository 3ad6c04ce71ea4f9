select id, account, key, family, given, family_kana, given_kana, email, phone, department, title, champion, issued_on,
    left_on, search_key
from person
order by account, id
