select waiting_event.seq as "seq!: i64", waiting_event.id, waiting_event.source, waiting_event.user_key, waiting_event.body,
    waiting_event.content, waiting_event.received_at
from jsonb_each($1)
inner join waiting_event on waiting_event.user_key = value
order by waiting_event.seq
limit $2
