select account, occurred_on
from touch
where occurred_on >= $1 and occurred_at <= $2 and created_at <= $3
order by account, occurred_on
