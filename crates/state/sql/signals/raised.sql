select
    id, account, signal, severity, raised_on, raised_at, true_on, cleared_on, cleared_at, cause
from signal
where raised_on >= $1 and raised_on <= $2
order by id desc
