select anonymous, user_key
from user_alias
where
    user_key in (select value from json_each($1))
    or (instr(user_key, '@') > 0 and lower(user_key) in (select value from json_each($1)))
