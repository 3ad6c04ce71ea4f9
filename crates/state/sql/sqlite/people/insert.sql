insert into person (
    id, account, key, family, given, family_kana, given_kana, email, phone, department, title, champion, issued_on,
    left_on, search_key, created_at, changed_at
)
select
    value ->> 'id', value ->> 'account', value ->> 'key', value ->> 'family', value ->> 'given',
    value ->> 'family_kana', value ->> 'given_kana', value ->> 'email', value ->> 'phone', value ->> 'department',
    value ->> 'title', value ->> 'champion', value ->> 'issued_on', value ->> 'left_on', value ->> 'search_key', $2, $2
from jsonb_each($1)
