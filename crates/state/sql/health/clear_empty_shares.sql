delete from segment_share where model = $1 and version = $2 and day >= $3 and accounts = 0
