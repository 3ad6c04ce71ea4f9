update person
set
    family = value ->> 'family', given = value ->> 'given', family_kana = value ->> 'family_kana',
    given_kana = value ->> 'given_kana', email = value ->> 'email', phone = value ->> 'phone',
    department = value ->> 'department', title = value ->> 'title', champion = value ->> 'champion',
    issued_on = value ->> 'issued_on', left_on = value ->> 'left_on', search_key = value ->> 'search_key',
    changed_at = $2
from jsonb_each($1)
where person.id = value ->> 'id'
