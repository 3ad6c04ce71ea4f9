update job
set args = '{}', note = ''
where
    exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(args), mark) > 0)
    or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(note), mark) > 0)
