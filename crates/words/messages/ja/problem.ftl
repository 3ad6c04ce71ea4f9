## Definitions: metrics and models as text

problem-in-metric = 指標「{ $metric }」：{ $problem }
problem-in-criterion = 条件「{ $criterion }」：{ $problem }
problem-definition-syntax = { $line } 行目が定義として読めません（{ $reason }）。
problem-definition-quote = { $line } 行目：文字列が引用符で囲まれていないか、引用符が閉じていません。"…" で囲んでください（{ $reason }）。
problem-definition-scalar = { $line } 行目：値が読めません。文字列は "…" で囲み、数、日付、true、false はそのまま書いてください（{ $reason }）。
problem-definition-unknown-field = { $line } 行目：「{ $field }」という項目はありません。書けるのは { $allowed } です。
problem-definition-unknown-word = { $line } 行目：「{ $word }」は使えません。使えるのは { $allowed } です。
problem-definition-missing = { $line } 行目から始まる部分に「{ $field }」がありません。
problem-definition-type =
    { $wanted ->
        [string] { $line } 行目：値の種類が違います。文字列を "…" で囲んで書いてください（{ $reason }）。
        [whole] { $line } 行目：値の種類が違います。整数を引用符なしで書いてください（{ $reason }）。
        [number] { $line } 行目：値の種類が違います。数を引用符なしで書いてください（{ $reason }）。
        [boolean] { $line } 行目：値の種類が違います。true か false を引用符なしで書いてください（{ $reason }）。
        [date] { $line } 行目：値の種類が違います。日付を 2026-04-01 のように引用符なしで書いてください（{ $reason }）。
        [list] { $line } 行目：値の種類が違います。値の並びを [ ] で囲んで書いてください（{ $reason }）。
        [text] { $line } 行目：値の種類が違います。{"{"} ja = "…", en = "…" {"}"} のように日本語と英語を書いてください（{ $reason }）。
        [table] { $line } 行目：値の種類が違います。{"{"} 名前 = 値 {"}"} の形で書いてください（{ $reason }）。
       *[other] { $line } 行目：値の種類が違います（{ $reason }）。
    }
problem-definition-twice = { $line } 行目：同じ名前が 2 度書かれています（{ $reason }）。
problem-definition-bracket = { $line } 行目：括弧が閉じていないか、値の間のコンマがありません（{ $reason }）。
problem-definition-value = { $line } 行目：「名前 = 値」の形になっていません（{ $reason }）。
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
problem-metric-half-life = 半減期（half_life）は1〜3660日、落ち着く先の値（fades_to）は数で指定してください。
problem-metric-field-unused = この種類の指標では「{ $field }」を使いません。
problem-metric-number = 「{ $field }」は有限の数で書いてください。
problem-metric-outcome = 「{ $outcome }」のリスクは学べません。churn（解約）か downgrade（減額か解約）を書いてください。
problem-metric-horizon = 期限（horizon）は 30、60、90、180 日のどれかです。{ $horizon } 日は選べません。
problem-metric-learned-until = 学習に使った最後の日（learned_until）が日付として読めません：{ $day }
problem-metric-scale = 「{ $other }」の項の幅（scale）は 0 より大きい数にしてください。
problem-metric-term-twice = 「{ $other }」の項が 2 つあります。1 つにまとめてください。
problem-metric-terms-none = 重み（weight）が 0 でない項が 1 つもありません。
problem-metric-risk-of-risk = 「{ $other }」は学習したリスクから求めた指標です。学習したリスクの項には使えません。
problem-risk-not-learned = 残せる式がありません。離れた顧客がまだ少ないか、式を確率に直せませんでした。
problem-risk-not-kept = このリスクは、まだ指標として残していません。先に残してください。
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
problem-in-signal = 兆候「{ $signal }」：{ $problem }
problem-in-phase = フェーズ「{ $phase }」：{ $problem }
problem-in-step = ステップ「{ $step }」：{ $problem }
problem-condition-syntax = 条件の式を読めません（{ $reason }）。
problem-condition-ends = 条件の式が途中で終わっています。比べる値か閉じ括弧がありません（{ $reason }）。
problem-condition-near = 条件の式が { $at } 文字目の「{ $near }」のところで読めません（{ $reason }）。
problem-condition-long = 条件の式が長すぎるか、括弧が深すぎます（{ $most } バイトまで）。
problem-condition-types = 「{ $what }」に、種類の合わない値が書かれています。
problem-condition-unsupported = 条件の式では「{ $what }」は使えません。
problem-condition-name = 条件の式で「{ $name }」は使えません。
problem-condition-metric = 「{ $name }」という指標はありません。
problem-condition-model = 「{ $name }」というヘルスモデルはありません。
problem-condition-axis = 「{ $name }」という軸はありません。
problem-condition-segment = このモデルに「{ $word }」というセグメントはありません。
problem-condition-rank = この軸に「{ $word }」というランクはありません。
problem-condition-phase = 「{ $word }」というフェーズはありません。
problem-condition-step = 「{ $name }」というステップはありません。
problem-journey-phases = フェーズは 1～{ $most } 個です（{ $phases } 個あります）。
problem-journey-phase-taken = フェーズの識別子「{ $id }」が重なっています（{ $at } 番目）。
problem-journey-step-taken = ステップの識別子「{ $id }」が重なっています（{ $at } 番目）。
problem-journey-usual-days = 通常の日数（usual_days）が範囲の外です。
problem-journey-enter-first = 最初のフェーズに移行条件（enter）は書けません。
problem-journey-enter-missing = 移行条件（enter）を書いてください。
problem-journey-back = 戻り先（back）は前のフェーズにしてください（「{ $to }」は前にありません）。
problem-signal-id-taken = この識別子はすでに使われています。
problem-signal-test = when、segment、stuck のどれか 1 つを書いてください。
problem-signal-stuck = stuck には days か percentile = true のどちらか 1 つを書いてください。
problem-signal-days = 日数は 1～3,660 の範囲で書いてください。
problem-play-steps = ステップは 1～{ $most } 個です（{ $steps } 個あります）。
problem-play-step-taken = この識別子はすでに使われています。
problem-play-do = 「{ $word }」というステップの種類はありません。do に書けるのは { $kinds } です。
problem-play-field-missing = 「{ $field }」を書いてください。
problem-play-field-unused = この種類のステップでは「{ $field }」を使いません。
problem-play-target = 「{ $id }」は、このステップより後のステップではありません。
problem-play-days = 待つ日数は 1～{ $most } 日で書いてください。
problem-play-owner = 担当「{ $owner }」は、owner、manager、メールアドレスのどれかで書いてください。
problem-play-merge = 差し込み項目「{ $name }」は使えません。
problem-play-trigger = 起動条件は signal、phase、segment、schedule、by_hand のどれか 1 つを書いてください。
problem-play-signal = 「{ $id }」という兆候はありません。
problem-play-schedule = 「{ $text }」は予定として読めません。daily、weekly:1～7、monthly:1～31 で書いてください。
problem-play-hold-out = 対照群の割合（hold_out）は 0～0.5 で書いてください。
problem-play-again = 再び対象になるまでの日数（after_days）は 1～3,660 で書いてください。
problem-play-hours = 送信できる時間帯の始まりは、終わりより前にしてください。
problem-play-not-ready = 実施するには、「{ $field }」を決める必要があります。
problem-play-stop-passed = 止め時（stop_on）がすでに過ぎています。
problem-play-review-late = 見直しの日（review_on）は、止め時（stop_on）より前にしてください。

## What is wrong with an input. The message follows the field's name; $value is what was typed.

problem-required = 入力してください。
problem-choice-required = 選んでください。
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

## Files: why a file as a whole is refused

problem-file-unreadable =
    { $line ->
        [0] ファイルを開けません。
       *[other] ファイルを読めません（{ $line } 行目）。
    }
problem-file-limit = ファイルは 2 GB までです。
problem-file-empty = ファイルに行がありません。
problem-file-missing = ファイルが選ばれていません。取り込むファイルを選んでください。
problem-file-binary = 表ではなくバイナリのファイルです。CSV、TSV、XLSX、JSON Lines のいずれかを選んでください。
problem-file-markup = 表ではなく HTML または XML のファイルです。CSV か XLSX で書き出し直してください。
problem-file-json-array = JSON の配列です。1 行に 1 オブジェクトの JSON Lines にしてください。
problem-file-nested-gzip = gzip が二重にかかっています。一度展開してから選んでください。
problem-file-old-excel = 古い Excel 形式（.xls）またはパスワード付きのファイルです。パスワードなしの .xlsx で保存し直してください。
problem-file-zip = ZIP ファイルですが、Excel のブックではありません。展開してから選んでください。
problem-file-bomb = 展開後の大きさが異常なため、{ $line } 行目で読み込みをやめました。
problem-file-truncated = ファイルが { $line } 行目で途切れています。それより前の行は読みました。
problem-file-damaged = ファイルが { $line } 行目で壊れています。それより前の行は読みました。
problem-xlsx-damaged = Excel ファイルが壊れています。開いて保存し直してください。
problem-xlsx-part-damaged = Excel ファイルの中の { $part } が壊れています。開いて保存し直してください。
problem-xlsx-encrypted = パスワード付きのファイルです。パスワードを外して保存し直してください。
problem-xlsx-file-limit = Excel ファイルは { $limit } MB までです。CSV で保存してください。
problem-xlsx-entries = Excel ファイルの中の部品が多すぎます（上限 { $limit }）。
problem-xlsx-overlap = Excel ファイルの中の部品が重なり合っています。安全のため読み込みません。
problem-xlsx-part-limit = Excel ファイルの中の { $part } が大きすぎます（展開後の上限 { $limit } MB）。CSV で保存してください。
problem-xlsx-text = Excel ファイルの { $part } に長すぎる文字列があります（上限 { $limit } MB）。
problem-xlsx-cells = セルが多すぎます（上限 { $limit }）。CSV で保存してください。
problem-xlsx-strings = 文字列の種類が多すぎます（上限 { $limit }）。CSV で保存してください。
problem-xlsx-entity = Excel ファイルの { $part } に実体宣言があります。安全のため読み込みません。
problem-xlsx-no-sheet = 表示されているシートがありません。
problem-xlsx-sheet = シート「{ $name }」がありません。
problem-xlsx-order = { $line } 行目から行の順序が乱れています。開いて保存し直してください。

## Files: why a row is refused

problem-row-cells = この行の列は { $found } 列ですが、表は { $wanted } 列です。
problem-row-cells-any = 行の列の数が、表の列の数と違います。
problem-row-columns-limit = 列が多すぎます（上限 { $limit } 列）。
problem-row-too-long = 1 行が長すぎます（上限 { $limit } MB）。引用符が閉じていないかもしれません。
problem-cell-too-long = セルが長すぎます（上限 { $limit } MB）。
problem-cell-encoding = 文字コードがほかの行と違うため読めません。
problem-cell-control = 制御文字が含まれています。
problem-cell-formula = 数式がエラー（{ $error }）になっています。
problem-json = JSON として読めません（{ $at } 文字目）。
problem-json-member = 先頭の行になかった項目「{ $name }」があります。
problem-boolean = はい・いいえとして読めません。
problem-number = 数値として読めません。
problem-number-limit = 数値が大きすぎます（1,000 兆未満にしてください）。
problem-amount-digits = { $currency } の小数は { $digits } 桁までです。
problem-amount-empty = 金額が空です。
problem-amount-negative = 契約の金額は 0 以上にしてください。
problem-currency = 通貨は JPY や USD のような 3 文字のコードで指定してください。
problem-date = 日付として読めません。
problem-date-empty = 日付が空です。
problem-date-none = 暦にない日付です。
problem-date-order = 日が先か月が先かが決まっていません。
problem-date-range = 1900 年から 2199 年までの日付にしてください。
problem-date-year = 年は 4 桁で指定してください。
problem-holidays-unreadable = { $line } 行目が祝日の一覧として読めません。内閣府の syukujitsu.csv のように「2026/1/1,元日」の形にしてください。
problem-time = 時刻として読めません。
problem-ends-before-start = 終了日が開始日より前です。
problem-ringi = 稟議の状態として読めません。
problem-text-limit = { $limit } 文字以内にしてください。
problem-account-empty = 顧客の ID が空です。
problem-account-unknown = この顧客は見つかりません。
problem-contract-empty = 契約の ID が空です。
problem-contract-unknown = この契約は見つかりません。先に契約を取り込んでください。
problem-person-empty = 人の ID もメールアドレスも名前もありません。
problem-person-unknown = この人は見つかりません。先に担当者を取り込んでください。
problem-person-twice = 同じ人が複数の顧客にいるため、顧客が決まりません。
problem-person-erased = この人のデータは消去済みのため、取り込みません。
problem-erasure-typed = この人の ID またはメールアドレスと一致しません。
problem-fact-name = 事実の名前が空です。
problem-fact-id = 事実の ID が空です。
problem-fact-other-content = 同じ ID で内容の違う事実がすでにあります。先のものを残しました。
problem-props-limit = 属性が大きすぎます（上限 { $limit } KB）。

## Mappings

problem-mapping-text = 対応づけの書き方に誤りがあります：{ $reason }
problem-mapping-field = { $kind } に「{ $field }」という項目はありません。
problem-mapping-missing =
    { $field ->
        [key] ID の列がありません。何のファイルかを指定するか（コマンドでは --as）、列を「key」（顧客のファイルでは顧客の ID）に対応づけてください。
       *[other] 「{ $field }」に列を対応づけてください。
    }
problem-mapping-column = ファイルに「{ $column }」という列がありません。
problem-mapping-facts = 事実の対応づけ（[[fact]]）は事実のファイルに 1 つ以上必要で、ほかの種類のファイルには書けません。
problem-mapping-none = このファイルの対応づけを推定できません。種類を選び、列を対応づけてください。
problem-dates-open = 列「{ $column }」の日付は日が先か月が先か決められません。どちらかを選んでください。

problem-definition-broken = 保存された定義を読めませんでした。
