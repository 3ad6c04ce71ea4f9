update member set name = $2, lang = $3, lang_chosen = 1 where id = $1
