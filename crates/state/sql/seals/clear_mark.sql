update seal
set cleared_at = $2
where state = 'done' and done_at < $1 and cleared_at is null
