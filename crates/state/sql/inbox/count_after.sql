select count(*) as "count!" from inbox where seq > $1
