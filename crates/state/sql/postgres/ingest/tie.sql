insert into user_account (user_key, account, tied_at)
select distinct on (new ->> 0) new ->> 0, (new ->> 1)::bigint, $2::bigint
from jsonb_array_elements($1::jsonb) with ordinality as r (new, place)
order by new ->> 0, place desc
on conflict (user_key) do update
set account = excluded.account, tied_at = excluded.tied_at
