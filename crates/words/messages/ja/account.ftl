account-timeline = 経過
account-log-touch = 接点を記録する
