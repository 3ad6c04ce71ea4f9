insert into segment_share as share (model, version, day, segment, accounts, cmrr_minor)
select
    $1::text, $2::bigint, (change ->> 0)::bigint, (change ->> 1)::bigint, sum((change ->> 2)::bigint)::bigint,
    sum((change ->> 3)::bigint)::bigint
from jsonb_array_elements($3::jsonb) as r (change)
group by (change ->> 0)::bigint, (change ->> 1)::bigint
on conflict (model, version, day, segment) do update
set accounts = share.accounts + excluded.accounts, cmrr_minor = share.cmrr_minor + excluded.cmrr_minor
