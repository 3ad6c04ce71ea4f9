select id, key, name, kana, domain, corporate_number, industry, country, plan, phase, signed_up_on, owner, memo, attributes,
    name_key, search_key, collation_key
from account
where merged_into is null
    and (($1 <> '' and name_key = $1) or ($2 <> '' and domain = $2) or ($3 <> '' and corporate_number = $3))
order by id
limit 20
