select seq, occurred_at, member, verb, object, object_id, detail
from event
where seq < $1
order by seq desc
limit $2
