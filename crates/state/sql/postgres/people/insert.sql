insert into person (
    id, account, key, family, given, family_kana, given_kana, email, phone, department, title, champion, issued_on,
    left_on, search_key, created_at, changed_at
)
select
    id, account, key, family, given, family_kana, given_kana, email, phone, department, title, champion, issued_on,
    left_on, search_key, $2::bigint, $2::bigint
from jsonb_to_recordset($1::jsonb) as new (
    id bigint, account bigint, key text, family text, given text, family_kana text, given_kana text, email text, phone text,
    department text, title text, champion bigint, issued_on bigint, left_on bigint, search_key text
)
