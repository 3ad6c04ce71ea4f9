select account
from play_run
where state = 'active' and wake_at <= $1
group by account
order by min(wake_at), account
limit $2
