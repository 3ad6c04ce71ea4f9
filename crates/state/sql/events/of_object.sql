select seq, occurred_at, member, verb, object, object_id, detail
from event
where object = $1 and object_id = $2
order by seq desc
limit $3
