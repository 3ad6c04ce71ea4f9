update waiting_event
set user_key = name ->> 1
from jsonb_array_elements($1::jsonb) as r (name)
where waiting_event.user_key = name ->> 0
