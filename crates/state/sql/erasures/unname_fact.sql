update inbox
set person = null, name = $2, props = $3
where seq = $1
