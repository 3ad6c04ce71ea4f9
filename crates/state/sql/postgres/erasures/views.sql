delete from saved_view
where
    exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(query), mark) > 0)
    or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(name), mark) > 0)
