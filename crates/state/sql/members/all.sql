select id, mail, name, role, lang, password, totp_secret, totp_step, created_at, disabled_at
from member
order by id
