select account as "account!: i64", value from metric_now where metric = $1
