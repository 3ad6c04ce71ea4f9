delete from waiting_event
where seq in (select seq::bigint from jsonb_array_elements_text($1::jsonb) as r (seq))
