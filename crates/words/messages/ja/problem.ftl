## What is wrong with an input. The message follows the field's name; $value is what was typed.

problem-required = 入力してください。
problem-too-long = { $limit } 文字以内で入力してください。
problem-number-unreadable = 「{ $value }」は数値として読めません。
problem-date-unreadable = 「{ $value }」は日付として読めません。2026-04-01 のように入力してください。
problem-date-missing = 「{ $value }」という日付は暦にありません。
problem-era-crossed = 「{ $value }」は改元後の日付なので、{ $read } として読みました。
problem-postcode-unreadable = 「{ $value }」は郵便番号として読めません。7 桁の数字で入力してください。
problem-phone-unreadable = 「{ $value }」は電話番号として読めません。
problem-mail-unreadable = 「{ $value }」はメールアドレスとして読めません。
problem-input-repaired = 「{ $value }」を「{ $read }」として読みました。
problem-corporate-number-length = 法人番号は 13 桁です。「{ $value }」は { $digits } 桁です。
problem-corporate-number-digits = 法人番号は数字だけで入力してください。「{ $value }」には数字以外が含まれています。
problem-corporate-number-check = 「{ $value }」は法人番号の検査数字が合いません。番号を確かめてください。
problem-kana-unreadable = 「{ $value }」にはかな以外の文字が含まれています。
