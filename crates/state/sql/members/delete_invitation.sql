delete from invitation where member = $1
