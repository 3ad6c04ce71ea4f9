select field, before, after, changed_at, changed_by, cause
from account_change
where account = $1
order by seq desc
limit 1000
