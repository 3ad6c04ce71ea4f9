select min(due_at) as "at: i64"
from delivery
where state = 'waiting'
