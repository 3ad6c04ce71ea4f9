## Definitions: metrics and models as text

problem-in-metric = 指標「{ $metric }」：{ $problem }
problem-in-criterion = 条件「{ $criterion }」：{ $problem }
problem-definition-syntax = { $line } 行目が定義として読めません（{ $reason }）。
problem-definition-id = 「{ $id }」は識別子に使えません。英小文字で始め、英小文字・数字・下線だけで書いてください。
problem-definition-name-missing = 名前を日本語と英語の両方で書いてください。
problem-filter = 絞り込みの式「{ $filter }」を読めません（{ $reason }）。
problem-filter-variable = 式で「{ $variable }」は使えません。name、person、props を使ってください。
problem-metric-id-taken = この識別子はすでに使われています。
problem-metric-unknown = 「{ $other }」という指標はありません。
problem-metric-kind = 「{ $kind }」という種類の指標はありません。
problem-metric-level = 「{ $level }」という残高の指標はありません。
problem-metric-window = 期間の日数（window）が範囲の外です。
problem-metric-field-missing = 「{ $field }」を書いてください。
problem-metric-field-unused = この種類の指標では「{ $field }」を使いません。
problem-metrics-none = 指標が 1 つもありません。
problem-metrics-too-many = 事実の絞り込みは { $most } 種類までです。
problem-model-axes = 軸の数が合いません（{ $axes } 本）。ランクの組み合わせには 2 本が必要です。
problem-model-segments = セグメントは 2～12 個です（{ $segments } 個あります）。
problem-model-ranks = 軸「{ $axis }」のランクは 2～9 個です。
problem-model-id-taken = 識別子「{ $id }」が重なっています。
problem-model-criteria = 条件は 1～64 個です（{ $criteria } 個あります）。
problem-model-levels = セグメントの下限（from）が順に並んでいません。
problem-model-grid = ランクの表は { $rows } 行 { $columns } 列で書いてください。
problem-model-grid-unused = この種類のモデルではランクの表を使いません。
problem-model-segment-unknown = 「{ $segment }」というセグメントはありません。
problem-model-test = at_least か at_most のどちらか 1 つを数値で書いてください。
problem-model-rank-unknown = 「{ $rank }」というランクはこの軸にありません。
problem-model-rank-missing = どのランクの条件かを rank に書いてください。
problem-model-points-missing = 点数（points）を正の数で書いてください。

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
