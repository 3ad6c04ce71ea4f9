select id, name, browser, makes_accounts, per_minute, created_at
from source
order by id
