delete from mapping
where
    exists (select 1 from json_each($1) as mark where instr(lower(file_name), mark.value) > 0)
    or exists (select 1 from json_each($1) as mark where instr(lower(body), mark.value) > 0)
