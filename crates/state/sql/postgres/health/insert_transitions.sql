insert into transition (model, version, account, day, from_segment, to_segment, moved)
select
    $1::text, $2::bigint, (new ->> 0)::bigint, (new ->> 1)::bigint, (new ->> 2)::bigint, (new ->> 3)::bigint, new ->> 4
from jsonb_array_elements($3::jsonb) as r (new)
