delete from metric_now
