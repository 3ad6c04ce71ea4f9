select person, coalesce(sent_at, due_at) as moment
from delivery
where
    person in (select r.id::bigint from jsonb_array_elements_text($1::jsonb) as r (id))
    and state in ('waiting', 'sending', 'unsure', 'sent')
    and coalesce(sent_at, due_at) >= $2
order by person, coalesce(sent_at, due_at), id
