select
    id, account, kind, occurred_on, occurred_at, member, summary, body, people, source_key, fact, created_at, created_by
from touch
where id > $1
order by id
limit $2
