insert into metric_ids (ids) values ($1) on conflict (ids) do nothing
