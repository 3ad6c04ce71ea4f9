select
    id, account, churned_on, contracts, reason, avoidable, preventable_by, competitor, note, lesson, recorded_at,
    recorded_by, withdrawn_at
from churn
where id = $1
