account-timeline = Timeline
account-log-touch = Log a touch
