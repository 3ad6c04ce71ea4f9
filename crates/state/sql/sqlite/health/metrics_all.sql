select account as "account!: i64", numbers from metric_now order by account
