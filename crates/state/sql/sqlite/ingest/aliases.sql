select user_alias.anonymous, user_alias.user_key
from jsonb_each($1)
inner join user_alias on user_alias.anonymous = value
