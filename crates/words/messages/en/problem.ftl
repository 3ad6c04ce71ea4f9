## Definitions: metrics and models as text

problem-in-metric = Metric “{ $metric }”: { $problem }
problem-in-criterion = Criterion “{ $criterion }”: { $problem }
problem-definition-syntax = Line { $line } cannot be read: { $reason }.
problem-definition-quote = Line { $line }: a text is not in quotes, or its quotes do not close. Write it as "…" ({ $reason }).
problem-definition-scalar = Line { $line }: the value cannot be read. Write texts as "…", and numbers, dates, true and false without quotes ({ $reason }).
problem-definition-unknown-field = Line { $line }: there is no field “{ $field }”. There are { $allowed }.
problem-definition-unknown-word = Line { $line }: “{ $word }” cannot stand here. These can: { $allowed }.
problem-definition-missing = The part that begins on line { $line } has no “{ $field }”.
problem-definition-type =
    { $wanted ->
        [string] Line { $line }: the value is of the wrong kind. Write a text as "…" ({ $reason }).
        [whole] Line { $line }: the value is of the wrong kind. Write a whole number without quotes ({ $reason }).
        [number] Line { $line }: the value is of the wrong kind. Write a number without quotes ({ $reason }).
        [boolean] Line { $line }: the value is of the wrong kind. Write true or false without quotes ({ $reason }).
        [date] Line { $line }: the value is of the wrong kind. Write a date such as 2026-04-01 without quotes ({ $reason }).
        [list] Line { $line }: the value is of the wrong kind. Write the values within [ ] ({ $reason }).
        [text] Line { $line }: the value is of the wrong kind. Write Japanese and English as {"{"} ja = "…", en = "…" {"}"} ({ $reason }).
        [table] Line { $line }: the value is of the wrong kind. Write it as {"{"} name = value {"}"} ({ $reason }).
       *[other] Line { $line }: the value is of the wrong kind ({ $reason }).
    }
problem-definition-twice = Line { $line }: the same name stands there twice ({ $reason }).
problem-definition-bracket = Line { $line }: a bracket does not close, or a comma between values is missing ({ $reason }).
problem-definition-value = Line { $line }: it does not have the form name = value ({ $reason }).
problem-definition-id = “{ $id }” cannot be an id. Start with a lower-case letter; use lower-case letters, digits and underscores only.
problem-definition-name-missing = Write the name in Japanese and in English.
problem-filter = The filter “{ $filter }” cannot be read: { $reason }.
problem-filter-variable = The filter may use name, person and props, not “{ $variable }”.
problem-metric-id-taken = This id is taken.
problem-metric-unknown = There is no metric “{ $other }”.
problem-metric-kind = There is no kind of metric “{ $kind }”.
problem-metric-level = There is no level “{ $level }”.
problem-metric-window = The window, in days, is out of range.
problem-metric-field-missing = “{ $field }” is missing.
problem-metric-half-life = Give half_life as 1 to 3660 days, and fades_to as a number.
problem-metric-field-unused = This kind of metric does not use “{ $field }”.
problem-metric-number = “{ $field }” must be a finite number.
problem-metric-outcome = The risk of “{ $outcome }” cannot be learned. Write churn or downgrade.
problem-metric-horizon = The horizon is 30, 60, 90 or 180 days, not { $horizon }.
problem-metric-learned-until = The last day that was learned from (learned_until) is no date: { $day }
problem-metric-scale = The scale of the term “{ $other }” must be above 0.
problem-metric-term-twice = The term “{ $other }” stands twice.
problem-metric-terms-none = No term has a weight other than 0.
problem-metric-risk-of-risk = “{ $other }” is reckoned from a learned risk. It cannot be a term of one.
problem-risk-not-learned = There is no formula to keep: too few customers left yet, or it could not be turned into chances.
problem-risk-not-kept = This risk is not kept as a metric yet. Keep it first.
problem-metrics-none = There is no metric.
problem-metrics-too-many = At most { $most } different selections of facts are possible.
problem-model-axes = The number of axes, { $axes }, does not fit; a rank matrix has two.
problem-model-segments = A model has 2 to 12 segments; this one has { $segments }.
problem-model-ranks = Axis “{ $axis }” needs 2 to 9 ranks.
problem-model-id-taken = The id “{ $id }” stands twice.
problem-model-criteria = A model has 1 to 64 criteria; this one has { $criteria }.
problem-model-levels = The lower bounds (from) of the segments are not in order.
problem-model-grid = The grid of ranks needs { $rows } rows and { $columns } columns.
problem-model-grid-unused = This kind of model has no grid of ranks.
problem-model-segment-unknown = There is no segment “{ $segment }”.
problem-model-test = Write either at_least or at_most, with a number.
problem-model-rank-unknown = This axis has no rank “{ $rank }”.
problem-model-rank-missing = Say in “rank” which rank this criterion is for.
problem-model-points-missing = Write “points” as a positive number.
problem-in-signal = Signal “{ $signal }”: { $problem }
problem-in-phase = Phase “{ $phase }”: { $problem }
problem-in-step = Step “{ $step }”: { $problem }
problem-condition-syntax = The condition cannot be read ({ $reason }).
problem-condition-ends = The condition stops short: a value to compare with or a closing bracket is missing ({ $reason }).
problem-condition-near = The condition cannot be read at “{ $near }”, character { $at } ({ $reason }).
problem-condition-long = The condition is too long or its brackets nest too deep (up to { $most } bytes).
problem-condition-types = Values of the wrong kind stand at “{ $what }”.
problem-condition-unsupported = “{ $what }” cannot be used in a condition.
problem-condition-name = “{ $name }” cannot be used in a condition.
problem-condition-metric = There is no metric “{ $name }”.
problem-condition-model = There is no health model “{ $name }”.
problem-condition-axis = There is no axis “{ $name }”.
problem-condition-segment = This model has no segment “{ $word }”.
problem-condition-rank = This axis has no rank “{ $word }”.
problem-condition-phase = There is no phase “{ $word }”.
problem-condition-step = There is no step “{ $name }”.
problem-journey-phases = A journey has 1 to { $most } phases; this one has { $phases }.
problem-journey-phase-taken = The phase id “{ $id }” stands twice (at { $at }).
problem-journey-step-taken = The step id “{ $id }” stands twice (at { $at }).
problem-journey-usual-days = The usual days (usual_days) are out of range.
problem-journey-enter-first = The first phase has no entry condition (enter).
problem-journey-enter-missing = Write the entry condition (enter).
problem-journey-back = An account falls back (back) to an earlier phase; “{ $to }” is none.
problem-signal-id-taken = This id is already used.
problem-signal-test = Write exactly one of when, segment and stuck.
problem-signal-stuck = In stuck, write either days or percentile = true.
problem-signal-days = Write days between 1 and 3,660.
problem-play-steps = A play has 1 to { $most } steps; this one has { $steps }.
problem-play-step-taken = This id is already used.
problem-play-do = There is no kind of step “{ $word }”. do is one of { $kinds }.
problem-play-field-missing = Write “{ $field }”.
problem-play-field-unused = This kind of step does not use “{ $field }”.
problem-play-target = “{ $id }” is no step after this one.
problem-play-days = Write 1 to { $most } days to wait.
problem-play-owner = Write the owner “{ $owner }” as owner, manager or a mail address.
problem-play-merge = “{ $name }” is no merge field.
problem-play-trigger = Write exactly one trigger: signal, phase, segment, schedule or by_hand.
problem-play-signal = There is no signal “{ $id }”.
problem-play-schedule = “{ $text }” is no schedule. Write daily, weekly:1 to 7 or monthly:1 to 31.
problem-play-hold-out = The share held out (hold_out) lies between 0 and 0.5.
problem-play-again = The days until an account may enter again (after_days) lie between 1 and 3,660.
problem-play-hours = The hours for messages must begin before they end.
problem-play-not-ready = To be on, it needs “{ $field }”.
problem-play-stop-passed = The stop date (stop_on) has passed.
problem-play-review-late = The review date (review_on) must not lie after the stop date (stop_on).

## What is wrong with an input. The message follows the field's name; $value is what was typed.

problem-required = Enter a value.
problem-choice-required = Choose one.
problem-too-long = Use { $limit } characters or fewer.
problem-number-unreadable = “{ $value }” is not a number.
problem-date-unreadable = “{ $value }” is not a date. Write it like 2026-04-01.
problem-date-missing = “{ $value }” is not a day of the calendar.
problem-era-crossed = “{ $value }” lies in the next era; read as { $read }.
problem-postcode-unreadable = “{ $value }” is not a postcode. Enter seven digits.
problem-phone-unreadable = “{ $value }” is not a phone number.
problem-mail-unreadable = “{ $value }” is not an email address.
problem-input-repaired = Read “{ $value }” as “{ $read }”.
problem-corporate-number-length = A corporate number has 13 digits; “{ $value }” has { $digits }.
problem-corporate-number-digits = A corporate number has digits only; “{ $value }” has other characters.
problem-corporate-number-check = The check digit of “{ $value }” is wrong. Compare it with the official corporate number.
problem-kana-unreadable = “{ $value }” has characters that are not kana.

## Files: why a file as a whole is refused

problem-file-unreadable =
    { $line ->
        [0] The file cannot be opened.
       *[other] The file cannot be read (line { $line }).
    }
problem-file-limit = A file may have up to 2 GB.
problem-file-empty = The file has no rows.
problem-file-missing = No file was chosen. Choose the file to import.
problem-file-binary = This is a binary file, not a table. Choose CSV, TSV, XLSX or JSON Lines.
problem-file-markup = This is HTML or XML, not a table. Export it again as CSV or XLSX.
problem-file-json-array = This is a JSON array. Write JSON Lines: one object per line.
problem-file-nested-gzip = The file is packed with gzip twice. Unpack it once and choose it again.
problem-file-old-excel = This is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password.
problem-file-zip = This is a ZIP file but not an Excel workbook. Unpack it first.
problem-file-bomb = Reading stopped at line { $line }: the file unpacks to far more than its size.
problem-file-truncated = The file breaks off at line { $line }. The rows before it were read.
problem-file-damaged = The file is damaged at line { $line }. The rows before it were read.
problem-xlsx-damaged = The Excel file is damaged. Open it and save it again.
problem-xlsx-part-damaged = { $part } inside the Excel file is damaged. Open the file and save it again.
problem-xlsx-encrypted = The file has a password. Save it without one.
problem-xlsx-file-limit = An Excel file may have { $limit } MB. Save it as CSV.
problem-xlsx-entries = The Excel file has too many parts inside (limit { $limit }).
problem-xlsx-overlap = Parts inside the Excel file overlap. It is not read, to be safe.
problem-xlsx-part-limit = { $part } inside the Excel file is too large (limit { $limit } MB unpacked). Save it as CSV.
problem-xlsx-text = { $part } inside the Excel file has a text that is too long (limit { $limit } MB).
problem-xlsx-cells = Too many cells (limit { $limit }). Save the file as CSV.
problem-xlsx-strings = Too many different texts (limit { $limit }). Save the file as CSV.
problem-xlsx-entity = { $part } inside the Excel file declares entities. It is not read, to be safe.
problem-xlsx-no-sheet = No visible sheet in the workbook.
problem-xlsx-sheet = There is no sheet “{ $name }”.
problem-xlsx-order = Rows are out of order from row { $line } on. Open the file and save it again.

## Files: why a row is refused

problem-row-cells = The row has { $found } cells, the table has { $wanted } columns.
problem-row-cells-any = The row has another number of cells than the table has columns.
problem-row-columns-limit = Too many columns (limit { $limit }).
problem-row-too-long = The row is too long (limit { $limit } MB). A quote may not be closed.
problem-cell-too-long = The cell is too long (limit { $limit } MB).
problem-cell-encoding = Not in the encoding of the other rows.
problem-cell-control = Has control characters.
problem-cell-formula = The formula has an error ({ $error }).
problem-json = Not JSON (character { $at }).
problem-json-member = Has a member “{ $name }” that the first lines do not have.
problem-boolean = Neither yes nor no.
problem-number = Not a number.
problem-number-limit = The number is too large (it must be below 10^15).
problem-amount-digits = { $currency } has { $digits } digits after the point at most.
problem-amount-empty = The amount is empty.
problem-amount-negative = The amount of a contract must not be negative.
problem-currency = Give the currency as a three-letter code such as JPY or USD.
problem-date = Not a date.
problem-date-empty = The date is empty.
problem-date-none = There is no such day.
problem-date-order = It is not said whether the day or the month comes first.
problem-date-range = The date must lie between 1900 and 2199.
problem-date-year = Write the year with four digits.
problem-holidays-unreadable = Line { $line } is no line of a list of holidays. Write them as the Cabinet Office does in syukujitsu.csv: 2026/1/1,元日
problem-time = Not a time of day.
problem-ends-before-start = The end is before the start.
problem-ringi = Not a state of internal approval.
problem-text-limit = Longer than { $limit } characters.
problem-account-empty = The account id is empty.
problem-account-unknown = There is no such account.
problem-contract-empty = The contract id is empty.
problem-contract-unknown = There is no such contract. Import contracts first.
problem-person-empty = No person id, email address or name.
problem-person-unknown = There is no such person. Import people first.
problem-person-twice = The person is at several accounts, so the account is not certain.
problem-person-erased = This person was erased, so the row is not taken.
problem-erasure-typed = This is neither the person’s id nor the email address.
problem-fact-name = The fact’s name is empty.
problem-fact-id = The fact’s id is empty.
problem-fact-other-content = A fact with this id and other content is already there. The first one stands.
problem-props-limit = The properties are too large (limit { $limit } KB).

## Mappings

problem-mapping-text = The mapping is not written correctly: { $reason }
problem-mapping-field = { $kind } have no field “{ $field }”.
problem-mapping-missing =
    { $field ->
        [key] No column holds the id. Say what the file is (--as on the command line), or map a column to “key” (for accounts, the account id).
       *[other] Map a column to “{ $field }”.
    }
problem-mapping-column = The file has no column “{ $column }”.
problem-mapping-facts = A file of facts needs at least one [[fact]]; files of other kinds have none.
problem-mapping-none = No mapping could be guessed for this file. Choose its kind and map the columns.
problem-dates-open = In column “{ $column }” the day or the month may come first. Say which.

problem-definition-broken = The stored definitions cannot be read.
