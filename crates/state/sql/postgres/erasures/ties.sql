delete from user_account
where
    account = $2
    and (
        user_key in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named))
        or (strpos(user_key, '@') > 0 and lower(user_key) in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named)))
    )
