plays-title = 打ち手
plays-question = 何を試し、いつ止めますか
plays-tabs = 打ち手と送信
plays-play = 打ち手
plays-unit = 件
plays-state = 状態
plays-on = 実施中
plays-off = 停止中
plays-stopped = 止め時を過ぎて終了
plays-active = 進行中
plays-active-meaning = 今この打ち手の途中にいる顧客の数
plays-treated = 実施
plays-treated-meaning = これまでに打ち手を受けた顧客の数
plays-held-out = 対照
plays-held-out-meaning = 効果を比べるために、何もしないと決めた顧客の数
plays-open-tasks = 未完了のタスク
plays-review-on = 見直し日
plays-review-due = 見直しの時期
plays-stop-on = 止め時
plays-owner = 責任者
plays-reviews = 見直しの時期が来た打ち手
plays-reviews-meaning = 実施中の打ち手のうち、見直し日を迎えたものの数です。効果を確かめ、続けるか止めるかを決めます。
plays-hypotheses = 実施中の打ち手の仮説
plays-hypothesis = 仮説
plays-new = 打ち手を作る
plays-to-deliveries = 送信の様子を見る
plays-none = 打ち手はまだありません
plays-none-needs = きっかけと手順を決めておくと、やるべきことが忘れられなくなります。ひな形から始められます。
plays-none-ask = きっかけと手順を決めておくと、やるべきことが忘れられなくなります。マネージャーに依頼してください。

## One play

plays-one-question = 誰に、なぜ、何をしますか。誰が外れていますか
plays-parts = 打ち手の内容
plays-part-overview = 概要
plays-part-inside = 対象
plays-part-outside = 対象外
plays-part-runs = 経過
plays-part-text = 定義
plays-says-on = 今日の対象は { $inside } 社、対象外は { $outside } 社です。
plays-says-off = 今日開始すると、対象は { $inside } 社、対象外は { $outside } 社です。
plays-what = 内容
plays-steps = 手順
plays-trigger = きっかけ
plays-hold-out = 対照の割合
plays-hold-out-none = 置かない
plays-why = 理由
plays-entered = 開始日
plays-arm = 区分
plays-arm-treated = 実施
plays-arm-held-out = 対照
plays-now = 今の手順
plays-running = 進行中
plays-ended = 終了
plays-tasks = タスク
plays-messages = 送信
plays-task-open = 未完了
plays-task-done = 完了
plays-task-not-needed = 不要
plays-inside-none = 今日の対象になる顧客はいません
plays-outside-none = 対象外の顧客はいません
plays-runs-none = この打ち手を受けた顧客はまだいません
plays-its-deliveries = この打ち手の送信を見る
plays-to-overview = 概要を見る
plays-to-inside = 対象の顧客を見る
plays-to-start = 開始の準備を見る
plays-revise = 打ち手を見直す
plays-write-lacking = 足りない項目を書く

## Switching on and off

plays-start-title = 開始
plays-start-ready = 仮説、見直し日、止め時、対照の割合が決まっています。対象と対象外を確かめてから開始してください。
plays-start-who = 開始できるのはマネージャーと管理者です。
plays-start = この打ち手を開始する
plays-lacking = 次の項目が決まるまで、開始できません。
plays-lacks-owner = 責任者（owner）：この打ち手に責任を持つメンバーのメールアドレス
plays-lacks-hypothesis = 仮説（hypothesis）：なぜ効くと考えるのか
plays-lacks-review-on = 見直し日（review_on）：いつ効果を確かめるのか
plays-lacks-stop-on = 止め時（stop_on）：いつ自動で終わるのか
plays-lacks-hold-out = 対照の割合（hold_out）：比べるために何もしない顧客の割合（置かないなら 0）
plays-lacks-destination = 送信先：「{ $destination }」という送信先がありません
plays-lacks-signal = きっかけ（signal）：「{ $signal }」という兆候がありません
plays-lacks-past = 止め時（stop_on）：もう過ぎた日です
plays-stop-title = 停止
plays-stop-means = 停止すると、新しい顧客は入らず、途中の顧客もそこで終わります。作られたタスクは残ります。
plays-stop-why = 停止する理由
plays-stop-name = 「{ $name }」を停止する
plays-done-started = 打ち手を開始しました。
plays-done-stopped = 打ち手を停止しました。
plays-done-published = 打ち手の定義を公開しました。
plays-done-published-off = 打ち手を作りました。内容を確かめてから開始してください。
plays-done-entered = 顧客を打ち手に入れました。

## Entering by hand

plays-enter = 顧客を選んで始める
plays-enter-question = 「{ $name }」を、どの顧客に始めますか
plays-enter-do = 始める
plays-enter-name = { $name } に始める
plays-problem-been = この顧客は、すでにこの打ち手の途中か、一度受けています。
plays-problem-off = この打ち手は実施中ではありません。
plays-problem-not-by-hand = この打ち手は手動では始められません。

## What starts a play

plays-trigger-signal = 兆候「{ $signal }」が出たとき
plays-trigger-phase = ジャーニー「{ $journey }」の「{ $phase }」に入ったとき
plays-trigger-segment = 「{ $model }」のセグメント「{ $segment }」にいるとき
plays-trigger-daily = 毎日
plays-trigger-weekly = 毎週{ $weekday ->
        [1] 月
        [2] 火
        [3] 水
        [4] 木
        [5] 金
        [6] 土
       *[7] 日
    }曜日
plays-trigger-monthly = 毎月 { $day } 日
plays-trigger-by-hand = メンバーが顧客を選んだとき

## Why an account is in it or not

plays-in = きっかけと条件を満たしています
plays-in-held-out = きっかけと条件を満たしていますが、対照なので何もしません
plays-out-trigger = きっかけが起きていません
plays-out-condition = 対象の条件を満たしていません（{ $condition }）
plays-out-unknown = 対象の条件を判定するデータがありません（{ $condition }）
plays-out-in-it = すでにこの打ち手の途中です
plays-out-again = { $day } まで、もう一度は入りません
plays-out-never-again = 一度受けたので、もう入りません
plays-out-churned = 解約しています
plays-out-by-hand = 手動で選ばれていません

## Steps

plays-step-task = タスク
plays-step-mail = メール
plays-step-slack = Slack
plays-step-webhook = Webhook
plays-step-set = 項目の変更
plays-step-move = フェーズの移動
plays-step-wait = 待つ
plays-step-wait-until = 条件まで待つ
plays-step-branch = 分岐
plays-step-end = 終わり
plays-term-owner = 担当
plays-term-due = 期限（営業日）
plays-term-to = 宛先
plays-term-days = 日数
plays-term-at-most-days = 最長（日）
plays-term-otherwise = 期限切れのとき
plays-term-when = 条件
plays-term-then = 満たすとき
plays-term-else = 満たさないとき
plays-term-destination = 送信先
plays-term-attribute = 項目
plays-term-value = 値
plays-term-phase = フェーズ
plays-term-lang = 言語
plays-term-hypothesis = 先に仮説を書く
plays-term-script = 話す内容
plays-term-checklist = 確認項目
plays-value-owner = 顧客の担当
plays-value-manager = マネージャー
plays-value-champions = 推進者
plays-value-all = 全員
plays-value-deciders = 契約の決裁者
plays-value-users = ID を持つ人
plays-value-true = はい
plays-value-false = いいえ
plays-value-ja = 日本語
plays-value-en = 英語

## Definitions as text

plays-definition = 定義
plays-definition-help = TOML で書きます。まず試算し、結果を確かめてから公開します。
plays-definition-who = 変更できるのはマネージャーと管理者です。
plays-edit-title = 打ち手の定義
plays-edit-question = 何をきっかけに、誰に、何をしますか
plays-new-title = 新しい打ち手
plays-new-question = どの打ち手から始めますか
plays-new-with = 「{ $name }」で始める
plays-blank = 白紙から書く
plays-blank-why = 書き方の説明だけが入った、短い定義から始めます。
plays-templates = ひな形
plays-try = 試算する
plays-try-again = 試算し直す
plays-publish = この打ち手を公開する
plays-changed-since = 試算のあとに定義が変わったので、試算し直しました。結果を確かめてから公開してください。
plays-reason = 公開する理由
plays-reason-help = 版の一覧と監査に残ります。
plays-versions = 版
plays-version-n = 第 { $n } 版
plays-version-at = 公開
plays-version-by = 公開した人
plays-version-why = 理由
plays-version-shipped = 出荷時の定義

## On the past

plays-dry-run = 過去 90 日で試す
plays-dry-title = 過去 90 日での試算
plays-dry-question = 「{ $name }」は、何をしたはずですか
plays-dry-says =
    { $again ->
        [0] { $from } から { $to } までに、{ $accounts } 社が対象になったはずです。
       *[other] { $from } から { $to } までに、{ $accounts } 社が延べ { $runs } 回、対象になったはずです。
    }
plays-dry-says-held =
    { $again ->
        [0] { $from } から { $to } までに、{ $accounts } 社が対象になり、うち { $held } 社は対照だったはずです。
       *[other] { $from } から { $to } までに、{ $accounts } 社が延べ { $runs } 回、対象になり、うち { $held } 社は対照だったはずです。
    }
plays-dry-more = ほか { $n } 回
plays-dry-load = 週ごとのタスク
plays-dry-load-why = 週の初めの日、1 人あたりの件数
plays-dry-heavy = { $week } の週に、{ $member } さんのタスクが { $n } 件になります。1 日 3 件を超える週は、こなしきれないおそれがあります。
plays-dry-accounts = 対象になった顧客
plays-dry-effects = したはずのこと
plays-dry-none = この期間に対象になった顧客はいません。きっかけと対象の条件を確かめてください。

plays-out-stopped = 止め時を過ぎています
plays-problem-no-play = 打ち手の定義ではありません。1 行目に play = "…" と書いてください。
plays-problem-owner = 責任者 { $owner } は、メンバーにいません。
plays-problem-taken = 識別子「{ $id }」の打ち手はもうあります。play = "…" に別の識別子を書くか、その打ち手を見直してください。

plays-step-n = 手順 { $n }
plays-merged = ［{ $what }］
plays-merge-account-name = 顧客名
plays-merge-account-key = 顧客ID
plays-merge-person-name = 担当者名
plays-merge-owner-name = 担当
plays-merge-contract-decline-by = 更新拒絶期限
plays-merge-contract-ends-on = 満了日
plays-out-again-later = 前に受けてから日が浅く、まだもう一度は入りません

## Mails before they go

plays-mails = メールを確かめる
plays-mails-question = 「{ $name }」は、{ $account } の誰に何を送りますか
plays-mails-which = 「{ $name }」のメールを、どの顧客で確かめますか
plays-mails-says = 今日送るとしたときの内容です。配信停止のリンクだけが、送るときに一通ごとのものに変わります。
plays-mails-other = 別の顧客で確かめる
plays-mails-none = この打ち手は、メールを送りません
plays-mails-nobody = この顧客には、宛先に当たる人がいません
plays-mails-more = ほかに { $n } 通あります。
plays-skip-nobody = 宛先に当たる人がいません
plays-skip-no-address = メールアドレスがないので、送りません
plays-skip-closed = 配信を停止したか、メールが届かないので、送りません
plays-skip-missing = 差し込む値（{ $field }）がないので、行いません
plays-left-out = 行わなかったこと
plays-of-account = 打ち手の経過

## Many accounts at once

plays-many = 打ち手の対象にする
plays-many-question = この { $n } 社に、どの打ち手を始めますか
plays-many-look = 対象を確かめる
plays-many-do = { $n } 社に始める
plays-many-means = 始めると、メールやタスクがすぐに作られます。元に戻すことはできません。
plays-many-nobody = この中に、対象になる顧客はいません。
plays-many-none = 手動で始められる打ち手がありません
plays-many-none-needs = きっかけを by_hand = true とした打ち手を開始すると、ここで選べます。
plays-many-to-plays = 打ち手を見る
plays-many-done = 打ち手を始めました。
plays-many-report-question = どの顧客に始めましたか
plays-many-says = { $n } 社に始めました。始めなかったのは { $out } 社です。
plays-many-entered = 始めました
plays-many-see = 経過を見る
plays-problem-busy = ほかの処理と重なり、始められませんでした。もう一度お試しください
