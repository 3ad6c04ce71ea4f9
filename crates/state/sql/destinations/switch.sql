update destination
set
    state = $2, why_off = $3, changed_at = $4, changed_by = $5, failures = case when $2 = 'on' then 0 else failures end
where id = $1 and state <> $2
