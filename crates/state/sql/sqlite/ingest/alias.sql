insert into user_alias (anonymous, user_key)
select value ->> 0, value ->> 1
from jsonb_each($1)
where true
on conflict (anonymous) do update
set user_key = excluded.user_key
