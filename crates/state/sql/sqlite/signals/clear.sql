update signal
set cleared_on = $2, cleared_at = $3
from json_each($1) as gone
where signal.account = gone.value ->> 0 and signal.signal = gone.value ->> 1 and signal.cleared_on is null
