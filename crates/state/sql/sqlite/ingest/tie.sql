insert into user_account (user_key, account, tied_at)
select value ->> 0, value ->> 1, $2
from jsonb_each($1)
where true
on conflict (user_key) do update
set account = excluded.account, tied_at = excluded.tied_at
