delete from fact_id
where
    id in (
        select id
        from waiting_event
        where
            substr(user_key, 3) in (select value from json_each($1))
            or (instr(user_key, '@') > 0 and lower(substr(user_key, 3)) in (select value from json_each($1)))
            or exists (select 1 from json_each($2) as mark where instr(lower(body), mark.value) > 0)
    )
