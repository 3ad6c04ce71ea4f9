select delivery_attempt.delivery, delivery_attempt.n, request, response, error
from delivery_attempt
inner join delivery on delivery.id = delivery_attempt.delivery
where delivery.person is not null and delivery.id > $1 and delivery.id <= $2
