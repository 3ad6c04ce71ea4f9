insert into touch (
    account, kind, occurred_on, occurred_at, member, summary, body, people, source_key, fact, created_at, created_by
)
select
    value ->> 'account', value ->> 'kind', value ->> 'occurred_on', value ->> 'occurred_at', value ->> 'member',
    value ->> 'summary', value ->> 'body', value ->> 'people', value ->> 'source_key', unhex(value ->> 'fact'),
    value ->> 'created_at', value ->> 'created_by'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (source_key) do nothing
