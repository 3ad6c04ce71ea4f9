select account as "account!: i64", min(churned_on) as "churned_on!: i64"
from churn
where withdrawn_at is null
group by account
order by account
