select person as "person!: i64", coalesce(sent_at, due_at) as "moment!: i64"
from delivery
where
    person in (select value from json_each($1)) and state in ('waiting', 'sending', 'unsure', 'sent')
    and coalesce(sent_at, due_at) >= $2
order by person, coalesce(sent_at, due_at), id
