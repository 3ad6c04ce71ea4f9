-- A file may name people by mail address who came with an id of their own in another one. Mail addresses are the same in
-- any case.
create index person_by_mail on person using hash (lower(email));
