select id from job where kind = $1 and args = $2 and state = 'queued'
