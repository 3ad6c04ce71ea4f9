select metric, value_bits from metric_now where account = $1
