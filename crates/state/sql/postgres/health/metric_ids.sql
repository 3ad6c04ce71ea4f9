select id, ids from metric_ids
