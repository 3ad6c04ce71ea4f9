delete from session where member = $1 and id <> $2
