select owner, count(*) as open, count(*) filter (where due_on < $1) as overdue
from task
where state = 'open'
group by owner
order by owner is null, owner
