update import
set file_name = '…'
where exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(file_name), mark) > 0)
