report-as-of = As of { $day }
