select name, value from setting order by name
