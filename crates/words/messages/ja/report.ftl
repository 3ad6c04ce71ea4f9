report-as-of = { $day } 時点

## Forms of a file

report-form-xlsx = Excel（XLSX）
report-form-csv-utf8 = Excel 用 CSV（UTF-8 BOM）
report-form-csv-shift-jis = Shift_JIS の CSV（Windows）

## What a form could not hold

report-lost-title = { $n } 件の文字を書き出せませんでした
report-lost-shift-jis = { $row } 行目「{ $column }」の「{ $what }」は Shift_JIS にないため、〓 に置き換えました。
report-lost-too-long = { $row } 行目「{ $column }」は 32,767 文字を超えるため、「{ $what }」から後を省きました。
