insert into churn (
    account, churned_on, contracts, reason, avoidable, preventable_by, competitor, note, lesson, recorded_at, recorded_by
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
returning id as "id!: i64"
