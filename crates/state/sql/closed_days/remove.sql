delete from closed_day
where day = $1
