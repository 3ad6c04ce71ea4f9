insert into user_alias (anonymous, user_key)
select distinct on (new ->> 0) new ->> 0, new ->> 1
from jsonb_array_elements($1::jsonb) with ordinality as r (new, place)
order by new ->> 0, place desc
on conflict (anonymous) do update
set user_key = excluded.user_key
