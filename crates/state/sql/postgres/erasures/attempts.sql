update delivery_attempt
set request = '', response = '', error = ''
where
    (
        exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(request), mark) > 0)
        or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(response), mark) > 0)
        or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(error), mark) > 0)
    )
