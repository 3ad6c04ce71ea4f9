update inbox
set person = null
where
    account = $1 and person = $2
    and id in (select decode(r.id, 'hex') from jsonb_array_elements_text($3::jsonb) as r (id))
