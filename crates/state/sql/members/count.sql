select count(*) from member
