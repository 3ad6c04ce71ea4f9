update account
set
    name = value ->> 'name', kana = value ->> 'kana', domain = value ->> 'domain',
    corporate_number = value ->> 'corporate_number', industry = value ->> 'industry', country = value ->> 'country',
    plan = value ->> 'plan', phase = value ->> 'phase', signed_up_on = value ->> 'signed_up_on',
    owner = value ->> 'owner', memo = value ->> 'memo', attributes = value ->> 'attributes',
    name_key = value ->> 'name_key', search_key = value ->> 'search_key', collation_key = value ->> 'collation_key',
    changed_at = $2
from jsonb_each($1)
where account.id = value ->> 'id'
