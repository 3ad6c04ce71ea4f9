select count(*) from member where role = 'admin' and disabled_at is null and password <> ''
