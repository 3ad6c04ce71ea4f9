delete from inbox where seq <= $1
