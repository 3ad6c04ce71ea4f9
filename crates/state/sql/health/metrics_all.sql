select account as "account!: i64", metric, value_bits from metric_now order by account, metric
