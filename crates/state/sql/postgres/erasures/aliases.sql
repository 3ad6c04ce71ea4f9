delete from user_alias
where
    anonymous in (select r.named from jsonb_array_elements_text($2::jsonb) as r (named))
    or split_part(split_part(user_key, ' ', 1), '@', 1)
        in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named))
    or split_part(split_part(user_key, ' ', 1), '@', 2)
        in (select r.named from jsonb_array_elements_text($1::jsonb) as r (named))
returning anonymous, user_key
