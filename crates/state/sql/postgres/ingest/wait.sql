insert into waiting_event (id, source, user_key, body, content, received_at)
select
    decode(new ->> 0, 'hex'), (new ->> 1)::bigint, new ->> 2, new ->> 3, (new ->> 4)::bigint, (new ->> 5)::bigint
from jsonb_array_elements($1::jsonb) with ordinality as r (new, place)
order by place
on conflict (id) do nothing
