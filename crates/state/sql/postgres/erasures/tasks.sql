update task
set title = '…', body = '', checklist = '[]'
where
    key is not null
    and (
        exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(title), mark) > 0)
        or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(body), mark) > 0)
        or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(checklist), mark) > 0)
    )
