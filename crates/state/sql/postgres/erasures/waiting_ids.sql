delete from fact_id
where
    id in (
        select id
        from waiting_event
        where
            substr(user_key, 3) in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named))
            or (strpos(user_key, '@') > 0 and lower(substr(user_key, 3)) in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named)))
            or exists (select 1 from jsonb_array_elements_text($2::jsonb) as m (mark) where strpos(lower(body), mark) > 0)
    )
