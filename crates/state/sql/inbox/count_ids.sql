select count(*) as "count!" from fact_id
