update member set lang = $2 where id = $1 and lang_chosen = 0
