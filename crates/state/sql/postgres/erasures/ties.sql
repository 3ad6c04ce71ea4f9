delete from user_account
where
    account = $2
    and (
        split_part(user_key, '@', 1) in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named))
        or split_part(user_key, '@', 2) in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named))
    )
