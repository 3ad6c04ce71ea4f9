delete from fact_id
where id in (select unhex(value) from json_each($1))
