insert into member (mail, mail_key, name, role, lang, password, created_at)
values ($1, $2, $3, $4, $5, $6, $7)
returning id
