insert into metric_now (account, metric, value_bits)
select value ->> 0, value ->> 1, value ->> 2
from jsonb_each($1)
