update waiting_event
set body = $2
where seq = $1
