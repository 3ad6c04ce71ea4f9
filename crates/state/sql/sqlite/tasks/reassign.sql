update task
set owner = $2
where id in (select value from json_each($1)) and state = 'open'
