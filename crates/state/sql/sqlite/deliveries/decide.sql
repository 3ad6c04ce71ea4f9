update delivery
set
    state = $2, due_at = coalesce($3, due_at), sent_at = $4, attempts = case when $2 = 'waiting' then 0 else attempts end,
    fencing = fencing + 1, holder = '', held_until = null
where
    id in (select value from json_each($1))
    and state in (select value from json_each($5))
