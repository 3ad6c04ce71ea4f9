select touch.account, touch.occurred_on, touch.kind
from account
inner join touch on touch.id = (
    select id from touch as newest
    where newest.account = account.id and newest.occurred_at <= $1 and newest.created_at <= $2
    order by occurred_at desc, id desc
    limit 1
)
order by touch.account
