update signal
set true_on = held.value ->> 2
from json_each($1) as held
where
    signal.account = held.value ->> 0 and signal.signal = held.value ->> 1 and signal.cleared_on is null
    and signal.true_on < held.value ->> 2
