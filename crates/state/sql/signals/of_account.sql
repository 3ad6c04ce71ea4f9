select
    id, account, signal, severity, raised_on, raised_at, true_on, cleared_on, cleared_at, cause
from signal
where account = $1
order by id desc
limit $2
