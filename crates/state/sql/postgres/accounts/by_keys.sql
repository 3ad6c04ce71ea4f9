select id, key, name, kana, domain, corporate_number, industry, country, plan, phase, signed_up_on, owner, memo, attributes,
    name_key, search_key, collation_key
from account
where key in (select jsonb_array_elements_text($1::jsonb))
