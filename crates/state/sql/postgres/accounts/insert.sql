insert into account (
    key, name, kana, domain, corporate_number, industry, country, plan, phase, signed_up_on, owner, memo, attributes,
    name_key, search_key, collation_key, created_at, changed_at
)
select
    key, name, kana, domain, corporate_number, industry, country, plan, phase, signed_up_on, owner, memo, attributes,
    name_key, search_key, collation_key, $2::bigint, $2::bigint
from rows from (jsonb_to_recordset($1::jsonb) as (
    key text, name text, kana text, domain text, corporate_number text, industry text, country text, plan text, phase text,
    signed_up_on bigint, owner bigint, memo text, attributes text, name_key text, search_key text, collation_key text
)) with ordinality as new (
    key, name, kana, domain, corporate_number, industry, country, plan, phase, signed_up_on, owner, memo, attributes,
    name_key, search_key, collation_key, place
)
order by place
returning id, key
