delete from transition where model = $1 and version = $2
