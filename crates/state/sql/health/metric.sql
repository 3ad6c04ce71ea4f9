select account as "account!: i64", value_bits from metric_now where metric = $1
