insert into waiting_event (id, source, user_key, body, content, received_at)
select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
from jsonb_each($1)
where true
on conflict (id) do nothing
