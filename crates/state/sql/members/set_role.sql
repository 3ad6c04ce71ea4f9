update member set role = $2 where id = $1
