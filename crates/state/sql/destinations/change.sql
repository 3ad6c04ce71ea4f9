update destination
set name = $2, config = $3, secret = $4, changed_at = $5, changed_by = $6
where id = $1
