select account as "account!: i64", metric, value from metric_now order by account, metric
