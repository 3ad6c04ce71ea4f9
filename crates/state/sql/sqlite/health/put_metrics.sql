insert into metric_now (account, numbers)
select value ->> 0, value ->> 1
from jsonb_each($1)
where true
on conflict (account) do update set numbers = excluded.numbers
