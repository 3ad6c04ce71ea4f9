select seq, id, user_key, body
from waiting_event
where seq > $1
order by seq
limit $2
