select user_account.user_key, user_account.account
from jsonb_array_elements_text($1::jsonb) as r (user_key)
inner join user_account on user_account.user_key = r.user_key
