update play_run
set marks = replace(marks, $1, '0')
where marks like '%' || $1 || '%'
