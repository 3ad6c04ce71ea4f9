update account_change
set before = null, after = null
where
    account = $2 and field like 'attributes.%'
    and (
        exists (select 1 from json_each($1) as mark where instr(lower(before), mark.value) > 0)
        or exists (select 1 from json_each($1) as mark where instr(lower(after), mark.value) > 0)
    )
