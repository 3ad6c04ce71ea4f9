delete from delivery
where person = $1
