update source
set browser = $2, makes_accounts = $3, per_minute = $4
where id = $1
