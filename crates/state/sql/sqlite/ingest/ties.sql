select user_account.user_key, user_account.account
from jsonb_each($1)
inner join user_account on user_account.user_key = value
