insert into metric_now (account, metric, value)
select value ->> 0, value ->> 1, value ->> 2
from json_each($1)
