update delivery_attempt
set request = '', response = '', error = ''
where delivery = $1 and n = $2
