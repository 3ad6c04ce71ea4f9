update health_list set day = $3 where model = $1 and version = $2
