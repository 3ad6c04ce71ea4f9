delete from position
where account in (select value from json_each($1))
