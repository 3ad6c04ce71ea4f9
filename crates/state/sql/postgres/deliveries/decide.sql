update delivery
set
    state = $2, due_at = coalesce($3, due_at), sent_at = $4, attempts = case when $2 = 'waiting' then 0 else attempts end,
    fencing = fencing + 1, holder = '', held_until = null
where
    id in (select r.id::bigint from jsonb_array_elements_text($1::jsonb) as r (id))
    and state in (select s.state from jsonb_array_elements_text($5::jsonb) as s (state))
