delete from waiting_event
where seq in (select value from jsonb_each($1))
