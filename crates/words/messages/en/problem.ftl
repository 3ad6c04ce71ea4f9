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
