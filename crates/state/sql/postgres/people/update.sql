update person
set
    family = new.family, given = new.given, family_kana = new.family_kana, given_kana = new.given_kana, email = new.email,
    phone = new.phone, department = new.department, title = new.title, champion = new.champion, issued_on = new.issued_on,
    left_on = new.left_on, search_key = new.search_key, changed_at = $2
from jsonb_to_recordset($1::jsonb) as new (
    id bigint, family text, given text, family_kana text, given_kana text, email text, phone text, department text,
    title text, champion bigint, issued_on bigint, left_on bigint, search_key text
)
where person.id = new.id
