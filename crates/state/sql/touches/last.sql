select touch.account, touch.occurred_on, touch.kind
from account
inner join touch on touch.id = (
    select id from touch as newest where newest.account = account.id order by occurred_at desc, id desc limit 1
)
order by touch.account
