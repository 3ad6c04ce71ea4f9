## Definitions: metrics and models as text

problem-in-metric = Metric “{ $metric }”: { $problem }
problem-in-criterion = Criterion “{ $criterion }”: { $problem }
problem-definition-syntax = Line { $line } cannot be read: { $reason }.
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
problem-metric-field-unused = This kind of metric does not use “{ $field }”.
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

## What is wrong with an input. The message follows the field's name; $value is what was typed.

problem-required = Enter a value.
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
