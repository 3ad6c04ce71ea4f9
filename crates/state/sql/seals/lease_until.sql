select held_until from lease where name = $1
