update member set name = $2, lang = $3 where id = $1
