update task
set hypothesis = $2
where id = $1 and state = 'open'
