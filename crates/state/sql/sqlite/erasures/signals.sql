update signal
set cause = '{}'
where exists (select 1 from json_each($1) as mark where instr(lower(cause), mark.value) > 0)
