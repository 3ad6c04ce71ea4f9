delete from session where id = $1 and member = $2
