delete from current_health where model = $1 and version = $2
