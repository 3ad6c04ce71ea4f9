doctor-ok = Nothing is wrong.
