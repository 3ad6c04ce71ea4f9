select id, key, name, kana, domain, industry, country, plan, phase, signed_up_on, owner, search_key
from account
where merged_into is null
order by collation_key, id
