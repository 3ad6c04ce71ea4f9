insert into transition (model, version, account, day, from_segment, to_segment, moved)
select $1, $2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
from jsonb_each($3)
