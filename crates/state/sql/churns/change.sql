update churn
set
    churned_on = $2, contracts = $3, reason = $4, avoidable = $5, preventable_by = $6, competitor = $7, note = $8, lesson = $9
where id = $1 and withdrawn_at is null
