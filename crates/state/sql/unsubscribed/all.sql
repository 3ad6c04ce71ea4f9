select person from unsubscribed order by person
