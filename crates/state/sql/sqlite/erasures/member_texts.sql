select title || ' ' || body || ' ' || checklist as "words!: String"
from task
where account = $1 and key is null
union all
select hypothesis || ' ' || outcome || ' ' || reason
from task
where account = $1
union all
select reason || ' ' || preventable_by || ' ' || competitor || ' ' || note || ' ' || lesson
from churn
where account = $1
union all
select reason
from phase_change
where account = $1
