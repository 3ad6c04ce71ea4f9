update import
set file_name = '…'
where exists (select 1 from json_each($1) as mark where instr(lower(file_name), mark.value) > 0)
