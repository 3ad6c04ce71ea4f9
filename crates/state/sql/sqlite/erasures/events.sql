update event
set detail = '{}'
where exists (select 1 from json_each($1) as mark where instr(lower(detail), mark.value) > 0)
