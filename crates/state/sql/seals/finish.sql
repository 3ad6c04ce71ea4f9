update seal
set state = 'done', lake_version = $2, done_at = $3
where k = $1 and state = 'open'
