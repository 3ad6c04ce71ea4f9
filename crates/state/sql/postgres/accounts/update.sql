update account
set
    name = new.name, kana = new.kana, domain = new.domain, corporate_number = new.corporate_number, industry = new.industry,
    country = new.country, plan = new.plan, phase = new.phase, signed_up_on = new.signed_up_on, owner = new.owner,
    memo = new.memo, attributes = new.attributes, name_key = new.name_key, search_key = new.search_key,
    collation_key = new.collation_key, changed_at = $2
from jsonb_to_recordset($1::jsonb) as new (
    id bigint, name text, kana text, domain text, corporate_number text, industry text, country text, plan text, phase text,
    signed_up_on bigint, owner bigint, memo text, attributes text, name_key text, search_key text, collation_key text
)
where account.id = new.id
