update account_change
set before = null, after = null
where
    account = $2 and field like 'attributes.%'
    and (
        exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(before), mark) > 0)
        or exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(after), mark) > 0)
    )
