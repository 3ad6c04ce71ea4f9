update delivery_attempt
set request = '', response = '', error = ''
where
    (
        exists (select 1 from json_each($1) as mark where instr(lower(request), mark.value) > 0)
        or exists (select 1 from json_each($1) as mark where instr(lower(response), mark.value) > 0)
        or exists (select 1 from json_each($1) as mark where instr(lower(error), mark.value) > 0)
    )
