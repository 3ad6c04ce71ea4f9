delete from waiting_event
where seq in (select seq from waiting_event where received_at < $1 order by seq limit $2)
returning source
