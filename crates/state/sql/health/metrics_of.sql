select metric, value from metric_now where account = $1
