select user_alias.anonymous, user_alias.user_key
from jsonb_array_elements_text($1::jsonb) as r (anonymous)
inner join user_alias on user_alias.anonymous = r.anonymous
