insert into segment_share (model, version, day, segment, accounts, cmrr_minor)
select $1, $2, value ->> 0, value ->> 1, value ->> 2, value ->> 3
from jsonb_each($3)
where true
on conflict (model, version, day, segment) do update
set accounts = accounts + excluded.accounts, cmrr_minor = cmrr_minor + excluded.cmrr_minor
