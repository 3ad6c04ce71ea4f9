delete from transition where model = $1 and version = $2 and account = $3
