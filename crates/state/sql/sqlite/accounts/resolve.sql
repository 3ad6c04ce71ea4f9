select key, coalesce(merged_into, id) as "id!: i64"
from account
where key in (select value from json_each($1))
