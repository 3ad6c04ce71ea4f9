select person_trait.person as "person!: i64", person_trait.name, person_trait.value
from jsonb_each($1)
inner join person_trait on person_trait.person = jsonb_each.value
