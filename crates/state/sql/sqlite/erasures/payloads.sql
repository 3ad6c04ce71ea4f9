update delivery
set
    payload = '{}', last_error = '', fencing = fencing + 1, holder = '', held_until = null,
    state = case when state = 'sent' then 'sent' else 'cancelled' end
where
    (
        exists (select 1 from json_each($1) as mark where instr(lower(payload), mark.value) > 0)
        or exists (select 1 from json_each($1) as mark where instr(lower(last_error), mark.value) > 0)
    )
