select day, revision from health_list where model = $1 and version = $2
