select
    id, account, churned_on, contracts, reason, avoidable, preventable_by, competitor, note, lesson, recorded_at,
    recorded_by, withdrawn_at
from churn
where churned_on >= $1 and churned_on <= $2 and withdrawn_at is null
order by churned_on desc, id desc
