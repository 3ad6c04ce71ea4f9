select id, key, name, kana, domain, corporate_number, industry, country, plan, phase, signed_up_on, owner, memo, attributes,
    name_key, search_key, collation_key
from account
where id = $1
