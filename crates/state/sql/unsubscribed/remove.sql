delete from unsubscribed
where person = $1
