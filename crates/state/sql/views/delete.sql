delete from saved_view where id = $1 and owner = $2
