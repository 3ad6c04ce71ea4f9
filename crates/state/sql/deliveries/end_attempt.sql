update delivery_attempt
set ended_at = $3, status = $4, request = $5, response = $6, error = $7
where delivery = $1 and n = $2
