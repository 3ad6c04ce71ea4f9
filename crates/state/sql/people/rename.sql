update person
set key = $2, changed_at = $3
where id = $1
