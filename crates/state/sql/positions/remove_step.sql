delete from step_done
where account = $1 and journey = $2 and step = $3
