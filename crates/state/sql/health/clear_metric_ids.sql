delete from metric_ids
