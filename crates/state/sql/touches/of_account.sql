select
    id, account, kind, occurred_on, occurred_at, member, summary, body, people, source_key, fact, created_at, created_by
from touch
where account = $1
order by occurred_at desc, id desc
limit $2
