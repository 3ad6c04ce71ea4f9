select account, min(churned_on) as churned_on
from churn
where withdrawn_at is null
group by account
order by account
