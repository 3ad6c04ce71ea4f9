delete from mapping
where
    exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(file_name), mark) > 0)
    or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(body), mark) > 0)
