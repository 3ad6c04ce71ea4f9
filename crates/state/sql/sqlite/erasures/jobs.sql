update job
set args = '{}', note = ''
where
    exists (select 1 from json_each($1) as mark where instr(lower(args), mark.value) > 0)
    or exists (select 1 from json_each($1) as mark where instr(lower(note), mark.value) > 0)
