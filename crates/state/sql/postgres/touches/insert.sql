insert into touch (
    account, kind, occurred_on, occurred_at, member, summary, body, people, source_key, fact, created_at, created_by
)
select
    account, kind, occurred_on, occurred_at, member, summary, body, people, source_key, decode(fact, 'hex'), created_at,
    created_by
from rows from (jsonb_to_recordset($1::jsonb) as (
    account bigint, kind text, occurred_on bigint, occurred_at bigint, member bigint, summary text, body text, people text,
    source_key text, fact text, created_at bigint, created_by bigint
)) with ordinality as new (
    account, kind, occurred_on, occurred_at, member, summary, body, people, source_key, fact, created_at, created_by, place
)
order by place
on conflict (source_key) do nothing
