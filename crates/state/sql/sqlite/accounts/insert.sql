insert into account (
    key, name, kana, domain, corporate_number, industry, country, plan, phase, signed_up_on, owner, memo, attributes,
    name_key, search_key, collation_key, created_at, changed_at
)
select
    value ->> 'key', value ->> 'name', value ->> 'kana', value ->> 'domain', value ->> 'corporate_number',
    value ->> 'industry', value ->> 'country', value ->> 'plan', value ->> 'phase', value ->> 'signed_up_on',
    value ->> 'owner', value ->> 'memo', value ->> 'attributes', value ->> 'name_key', value ->> 'search_key',
    value ->> 'collation_key', $2, $2
from jsonb_each($1)
order by jsonb_each.key
returning id, key
