update signal
set cleared_on = $2, cleared_at = $3
from jsonb_array_elements($1::jsonb) as gone (pair)
where
    signal.account = (gone.pair ->> 0)::bigint and signal.signal = gone.pair ->> 1 and signal.cleared_on is null
