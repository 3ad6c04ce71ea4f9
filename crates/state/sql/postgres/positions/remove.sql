delete from position
where account in (select r.id::bigint from jsonb_array_elements_text($1::jsonb) as r (id))
