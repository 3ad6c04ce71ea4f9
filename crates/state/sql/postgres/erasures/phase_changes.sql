update phase_change
set cause = '{}'
where exists (select 1 from jsonb_array_elements_text($1::jsonb) as r (mark) where strpos(lower(cause), mark) > 0)
