update task
set checklist = $2
where id = $1 and state = 'open'
