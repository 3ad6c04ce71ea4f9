delete from segment_share where model = $1 and version = $2
