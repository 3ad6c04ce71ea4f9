select id as "id!: i64", ids from metric_ids
