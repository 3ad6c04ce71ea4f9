select fact
from touch
where account = $1 and fact is not null and touch.people::jsonb @> to_jsonb($2::bigint)
