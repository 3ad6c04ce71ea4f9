select id, due_at
from delivery
where state = 'waiting' and kind = $1 and coalesce(destination, 0) = $2 and due_at <= $3
order by due_at, id
limit $4
