select day as "day!: i64", revision as "revision!: i64" from health_list where model = $1 and version = $2
