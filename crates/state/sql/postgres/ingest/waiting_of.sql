select waiting_event.seq, waiting_event.id, waiting_event.source, waiting_event.user_key, waiting_event.body,
    waiting_event.content, waiting_event.received_at
from jsonb_array_elements_text($1::jsonb) as r (user_key)
inner join waiting_event on waiting_event.user_key = r.user_key
order by waiting_event.seq
limit $2
