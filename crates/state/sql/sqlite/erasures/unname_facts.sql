update inbox
set person = null
where account = $1 and person = $2 and id in (select unhex(value) from json_each($3))
