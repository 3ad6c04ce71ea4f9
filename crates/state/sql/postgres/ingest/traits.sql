select person_trait.person, person_trait.name, person_trait.value
from jsonb_array_elements_text($1::jsonb) as r (person)
inner join person_trait on person_trait.person = r.person::bigint
