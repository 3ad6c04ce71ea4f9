update delivery
set state = $3, due_at = coalesce($4, due_at), last_error = $5, sent_at = $6, holder = '', held_until = null
where id = $1 and fencing = $2 and state in ('waiting', 'sending', 'unsure')
