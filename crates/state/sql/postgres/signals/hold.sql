update signal
set true_on = (held.pair ->> 2)::bigint
from jsonb_array_elements($1::jsonb) as held (pair)
where
    signal.account = (held.pair ->> 0)::bigint and signal.signal = held.pair ->> 1 and signal.cleared_on is null
    and signal.true_on < (held.pair ->> 2)::bigint
