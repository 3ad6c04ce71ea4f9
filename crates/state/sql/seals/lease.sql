select fencing from lease where name = $1
