update task
set owner = $2
where id in (select r.id::bigint from jsonb_array_elements_text($1::jsonb) as r (id)) and state = 'open'
