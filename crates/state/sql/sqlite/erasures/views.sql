delete from saved_view
where
    exists (select 1 from json_each($1) as mark where instr(lower(query), mark.value) > 0)
    or exists (select 1 from json_each($1) as mark where instr(lower(name), mark.value) > 0)
