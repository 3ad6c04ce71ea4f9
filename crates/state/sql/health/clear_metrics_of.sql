delete from metric_now where account = $1
