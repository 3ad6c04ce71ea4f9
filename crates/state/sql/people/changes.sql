select field, before, after, changed_at, changed_by, cause
from person_change
where person = $1
order by seq desc
limit 1000
