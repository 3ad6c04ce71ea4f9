select account, numbers from metric_now order by account
