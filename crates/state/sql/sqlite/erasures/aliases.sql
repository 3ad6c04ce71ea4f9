delete from user_alias
where
    anonymous in (select value from json_each($2))
    or user_key in (select value from json_each($1))
    or (instr(user_key, '@') > 0 and lower(user_key) in (select value from json_each($1)))
returning anonymous, user_key
