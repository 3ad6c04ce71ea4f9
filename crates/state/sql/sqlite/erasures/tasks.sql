update task
set title = '…', body = '', checklist = '[]'
where
    key is not null
    and (
        exists (select 1 from json_each($1) as mark where instr(lower(title), mark.value) > 0)
        or exists (select 1 from json_each($1) as mark where instr(lower(body), mark.value) > 0)
        or exists (select 1 from json_each($1) as mark where instr(lower(checklist), mark.value) > 0)
    )
