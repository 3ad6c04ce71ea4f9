insert into person_change (person, field, before, after, changed_at, changed_by, cause)
select value ->> 'subject', value ->> 'field', value ->> 'before', value ->> 'after', $2, $3, $4
from jsonb_each($1)
order by jsonb_each.key
