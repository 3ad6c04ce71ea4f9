update delivery
set
    payload = '{}', last_error = '', fencing = fencing + 1, holder = '', held_until = null,
    state = case when state = 'sent' then 'sent' else 'cancelled' end
where
    (
        exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(payload), mark) > 0)
        or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(last_error), mark) > 0)
    )
