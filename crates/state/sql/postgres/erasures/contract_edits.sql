update contract_change
set before = null, after = null
where
    contract in (select id from contract where account = $2) and field = 'decider'
    and (
        exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(before), mark) > 0)
        or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(after), mark) > 0)
    )
