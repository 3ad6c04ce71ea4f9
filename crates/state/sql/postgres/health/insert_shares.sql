insert into segment_share (model, version, day, segment, accounts, cmrr_minor)
select
    $1::text, $2::bigint, (share ->> 0)::bigint, (share ->> 1)::bigint, (share ->> 2)::bigint, (share ->> 3)::bigint
from jsonb_array_elements($3::jsonb) as r (share)
