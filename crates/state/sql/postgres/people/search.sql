select id, account, key, family, given, family_kana, given_kana, email, phone, department, title, champion, issued_on,
    left_on, search_key
from person
where strpos(search_key, $1) > 0
order by account, id
limit $2
