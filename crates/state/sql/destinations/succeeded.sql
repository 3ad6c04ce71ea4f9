update destination
set failures = 0
where id = $1 and failures > 0
