select account, field, before
from account_change
where changed_at > $1
order by seq desc
