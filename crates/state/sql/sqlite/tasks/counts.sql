select owner as "owner?: i64", count(*) as "open!: i64", sum(due_on < $1) as "overdue!: i64"
from task
where state = 'open'
group by owner
order by owner is null, owner
