update waiting_event
set user_key = jsonb_each.value ->> 1
from jsonb_each($1)
where waiting_event.user_key = jsonb_each.value ->> 0
