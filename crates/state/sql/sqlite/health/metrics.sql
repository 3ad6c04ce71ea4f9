select account as "account!: i64", ids as "ids!: i64", numbers as "numbers!: Vec<u8>"
from metric_now
where $1 is null or account in (select value from json_each($1))
order by account
