select
    id, account, churned_on, contracts, reason, avoidable, preventable_by, competitor, note, lesson, recorded_at,
    recorded_by, withdrawn_at
from churn
where account = $1
order by id desc
