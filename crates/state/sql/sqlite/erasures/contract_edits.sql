update contract_change
set before = null, after = null
where
    contract in (select id from contract where account = $2) and field = 'decider'
    and (
        exists (select 1 from json_each($1) as mark where instr(lower(before), mark.value) > 0)
        or exists (select 1 from json_each($1) as mark where instr(lower(after), mark.value) > 0)
    )
