report-as-of = { $day } 時点
