update delivery
set
    payload = '{}', last_error = '', fencing = fencing + 1, holder = '', held_until = null,
    state = case when state = 'sent' then 'sent' else 'cancelled' end
where id = $1
