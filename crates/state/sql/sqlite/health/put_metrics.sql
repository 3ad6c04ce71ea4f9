insert into metric_now (account, ids, numbers)
select value, (select id from metric_ids where ids = $2), substr($3, key * $4 + 1, $4)
from json_each($1)
where true
on conflict (account) do update set ids = excluded.ids, numbers = excluded.numbers
