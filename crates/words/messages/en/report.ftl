report-as-of = As of { $day }

## Forms of a file

report-form-xlsx = Excel (XLSX)
report-form-csv-utf8 = CSV for Excel (UTF-8 with BOM)
report-form-csv-shift-jis = CSV in Shift_JIS (Windows)

## What a form could not hold

report-lost-title = { $n ->
    [one] { $n } text could not be written in full
   *[other] { $n } texts could not be written in full
}
report-lost-shift-jis = Row { $row }, “{ $column }”: Shift_JIS has no “{ $what }”; each character was replaced by 〓.
report-lost-too-long = Row { $row }, “{ $column }” has more than 32,767 characters; it was cut before “{ $what }”.
