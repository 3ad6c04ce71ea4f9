## Pages about one account

account-parts = 顧客のページ
account-part-summary = 要約
account-part-health = 健康
account-part-timeline = 経過
account-part-people = 人
account-part-contracts = 契約
account-question-summary = この会社で何が変わり、次に何をするか
account-question-health = なぜこのランクか。あと何で上がるか
account-question-timeline = いつ何が起きたか。先に知っていたか
account-question-people = 誰が推進者か。誰が居なくなったか
account-question-contracts = いつまでに更新を決めるか
account-timeline = 経過
account-log-touch = 接点を記録する

## Head

account-unmet-count = 未達 { $n } 件
account-unmet-missing = 未達 { $n } 件・データなし { $missing } 件
account-coverage = データの充足 { $share }
account-model = { $name } 第 { $version } 版
account-no-rank = －
account-unit-of-100 = / 100
account-unit-points = 点
account-edit-title = 編集
account-edit-question = この顧客の今の担当とフェーズは何ですか
account-edit-submit = 変更を保存する
account-edit-saved = 変更を保存しました。
account-edit-owner = 担当を変える
account-edit-owner-do = 担当を変更する
account-edit-phase = フェーズを変える
account-edit-phase-do = フェーズを変更する
account-edit-memo-do = メモを保存する
account-owner-saved = 担当を変更しました。
account-phase-saved = フェーズを変更しました。
account-known-more = ほか { $n } 件
account-memo-saved = メモを保存しました。
account-problem-changed-since = この画面を開いた後に、ほかの人が変更しました。入力した内容は下に残っています。今の内容を確かめてから、もう一度保存してください。
account-stored-owner = 今の担当
account-stored-phase = 今のフェーズ
account-stored-memo = 今のメモ

## What changed, in one sentence

account-told = { $day }に「{ $from }」から「{ $to }」へ変わりました。
account-told-axis = { $axis }が { $before } → { $after }。
account-told-lost = 「{ $criterion }」が未達になったためです（{ $before } → { $after }）。
account-told-gained = 「{ $criterion }」を達成したためです（{ $before } → { $after }）。
account-told-vanished = 「{ $criterion }」のデータが届かなくなったためです（{ $before } → { $after }）。
account-told-appeared = 「{ $criterion }」のデータが届き始めたためです（{ $before } → { $after }）。
account-told-cause = 原因の種類：{ $cause }。
account-cause-activity = 行動
account-cause-late-data = データの遅れ
account-cause-missing-data = データの欠け
account-cause-edit = 手入力
account-cause-model = モデルの変更

## Summary

account-h-changed = 何が変わった
account-h-next = 次の一手
account-h-known = 企業の情報
account-h-people = 人
account-no-change = セグメントの変化はまだありません。
account-see-history = これまでの変化を見る
account-see-health = 健康を見る
account-see-summary = 要約を見る
account-see-facts = 事実を見る
account-see-people = 全員を見る
account-see-contracts = 契約をすべて見る
account-see-timeline = 経過をすべて見る
account-see-course = 推移
account-risk-says-churn = { $days } 日以内に解約する確率は { $now } です。すべての指標が平均的な顧客なら { $centre } です。
account-risk-says-downgrade = { $days } 日以内に減額か解約になる確率は { $now } です。すべての指標が平均的な顧客なら { $centre } です。
account-risk-unknown = この顧客は、式が読む指標の多くにデータがないため、確率を言えません。
account-risk-value = 今の値
account-risk-side = 確率を
account-risk-raises = 上げている
account-risk-lowers = 下げている
account-risk-odds = 強さ
account-risk-parts = { $name }の内訳
account-risk-means = 過去の顧客から学んだ式の内訳です。「強さ」は対数オッズで、0 が平均的な顧客です。原因や、値を変えれば残るということは言いません。
account-risk-until = { $day } までの結果から学びました。
account-risk-lab = どれだけ当たるかを見る
account-see-data = データの状態を見る
account-next-why = 「{ $criterion }」が未達です。
account-next-do = この件で記録する
account-all-met = 条件をすべて達成しています。成功事例のお願いや次の目標の相談に進めます。
account-nothing-computed = まだ判定がありません。
account-nothing-computed-do = データを取り込む
account-since = この状態になった日：
account-since-start = 計測の初め
account-more-unmet = ほか { $n } 件と達成した条件を見る
account-met-count = 達成した { $n } 件を含むすべての条件を見る
account-no-people = 担当者がまだ登録されていません
account-no-people-needs = 担当者の一覧を取り込むと、推進者と最近の利用がここに並びます。
account-no-people-do = 担当者を取り込む
account-no-contract = 契約がまだ登録されていません
account-no-contract-needs = 契約の一覧を取り込むと、更新拒絶期限と稟議の状態がここに並びます。
account-no-contract-do = 契約を取り込む
account-no-touch = 接点の記録はまだありません。
account-monthly = 月額
account-open-ended = 期限なし

## Values

account-at-least = { $value } 以上
account-at-most = { $value } 以下
account-bar = 現在 { $now }、目標 { $wanted }

## Health

account-h-history = ランクとセグメントの歩み
account-h-metrics = 指標の推移
account-for-rank = ランク { $rank } の条件
account-weight = 重み { $share }
account-to-next = ランク { $rank } まであと { $n } 件です。
account-after = 変化後
account-what-moved = 何が動いたか
account-chart-course = セグメントの歩み（13 か月）
account-course-summary =
    { $n ->
        [0] 13 か月のあいだ「{ $now }」のまま変わっていません。
       *[other] 13 か月で { $n } 回変わり、{ $since }から「{ $now }」です。
    }
account-course-of = { $metric }：現在 { $now }、目標 { $wanted }
account-stay = { $what }：{ $from }〜{ $to }

## Timeline

account-chart-lanes = 13 か月の歩みと出来事
account-events = 出来事
account-event = { $day } { $name } { $n } 件
account-h-facts = 事実と接点
account-filter-name = 種類
account-every-kind = すべての種類
account-all-facts = すべての事実を表示する
account-only-person = この人の事実だけを表示しています：
account-no-facts = まだ何も起きていません
account-no-facts-do = 事実を取り込む
account-no-facts-filtered = 条件に合う事実がありません
account-behind = 条件「{ $criterion }」の裏づけです。指標「{ $metric }」は { $from }〜{ $to } の { $n } 件から { $value } と計算されています。
account-fact-login = ログイン
account-fact-feature-used = 機能の利用
account-fact-data-imported = データの取り込み
account-fact-integration-connected = 連携の接続
account-fact-goal-set = 目標の設定
account-fact-touch = 接点
account-fact-ticket = 問い合わせ
account-fact-ticket-resolved = 問い合わせの解決
account-fact-churn = 解約
account-fact-survey = アンケート回答
account-fact-event-attended = 催しへの参加
account-fact-content-viewed = コンテンツの閲覧
account-fact-mail-opened = メールの開封
account-fact-community-posted = コミュニティへの投稿
account-fact-mail-sent = メールの送信
account-fact-mail-bounced = メールの不達
account-fact-report-created = レポートの作成
account-fact-setting-done = 設定の完了

## Properties of facts, and values that they have

account-prop-kind = 種類
account-prop-priority = 優先度
account-prop-feature = 機能
account-prop-setting = 設定
account-prop-mail = メール
account-prop-step = ステップ
account-prop-title = 題名
account-prop-reason = 理由
account-prop-avoidable = 回避可能
account-value-kind-sso = SSO
account-value-kind-crm = 顧客管理（CRM）
account-value-kind-chat = チャット
account-value-kind-storage = ストレージ
account-value-kind-calendar = カレンダー
account-value-kind-question = 質問
account-value-kind-bug = 不具合
account-value-kind-request = 要望
account-value-kind-billing = 請求
account-value-kind-nps = 推奨度（NPS）
account-value-kind-csat = 満足度（CSAT）
account-value-priority-low = 低
account-value-priority-normal = 中
account-value-priority-high = 高
account-value-priority-urgent = 緊急
account-value-feature-dashboard = ダッシュボード
account-value-feature-report = レポート
account-value-feature-export = 書き出し
account-value-feature-sharing = 共有
account-value-feature-automation = 自動化
account-value-feature-api = API 連携
account-value-setting-members = メンバー
account-value-setting-data = データ
account-value-setting-sharing = 共有
account-value-mail-onboarding = 導入の案内
account-value-step-welcome = はじめの案内

## People

account-people-sums = { $people } 名のうち推進者 { $champions } 名
account-role = 立場
account-post = 部署・役職
account-last-seen = 最終利用
account-recent-facts = 直近 28 日の利用
account-left = 退職・異動
account-role-address = 部署の宛先
account-role-address-about = 個人ではなく部署の宛先です。人数には数えません。
account-gone-quiet = 60 日以上利用なし
account-never-seen = 利用なし
account-no-reading = 読みは未登録

## Contracts

account-all-contracts = すべての契約
account-state = 状態
account-term-head = 期間
account-term = { $from }〜{ $to }
account-months = { $n } か月
account-renewal = 更新
account-renews = 自動更新
account-renews-not = 都度更新
account-decider = 決裁者
account-contract-active = 有効
account-contract-future = 開始前
account-contract-past = 終了
account-other-currency = 集計外
account-other-currency-meaning = ワークスペースの通貨（{ $currency }）と違うため、CMRR などの集計に入りません。
account-band-decline = 更新を断れるのは { $day } までです。残り { $n } 日です。
account-band-passed = 更新拒絶期限（{ $day }）を過ぎました。このまま更新されます。
account-band-passed-not = 更新拒絶期限（{ $day }）を過ぎました。満了日までに更新の意思を確かめてください。
account-band-end = { $day } に満了します。更新拒絶期限の定めはありません。

## Recording a touch

account-touch-question = { $name }と何があったか
account-touch-whose = どの顧客との接点か
account-touch-what = 何があったか
account-touch-when = いつ
account-touch-more = 相手と詳細を書く
account-touch-people = 相手
account-touch-body = 詳細
account-touch-save = 接点を保存する
account-touch-saved = 接点を記録しました。
account-find = 顧客を探す
account-find-none = 見つかりませんでした
account-find-again = 顧客をすべて表示する
account-find-list = 一覧で探す
account-problem-future = 今日より後の日付は記録できません。
account-problem-old = 10 年より前の日付は記録できません。

## Tasks and the journey

account-new-task = タスクを登録
account-closed-tasks = 最近終えたタスク
account-journey = ジャーニー
account-journey-days = { $n } 日
account-journey-past = 済み
account-journey-until = 「{ $phase }」に進むために足りないもの
account-journey-lacks = { $what }
account-journey-lacks-now = { $what }（現在 { $now }）
account-journey-lacks-wanted = { $what } { $now } → { $wanted }
account-journey-steps = この段階のステップ
account-journey-step-done = 済み
account-journey-tick = 済みにする
account-journey-tick-of = 「{ $step }」を済みにする
account-journey-untick = 取り消す
account-journey-untick-of = 「{ $step }」の済みを取り消す
account-journey-moves = これまでの移り変わり
account-journey-moved = { $from } → { $to }
account-journey-stayed = { $n } 日
account-journey-by-itself = 自動
account-journey-move-do = フェーズを手で変更
account-journey-move-title = フェーズの変更
account-journey-move-of = フェーズの変更：{ $account }
account-journey-move-question = どのフェーズに、なぜ移しますか
account-journey-move-submit = フェーズを変更する
account-journey-reason = 変更の理由
account-journey-reason-help = フェーズは条件で自動で進みます。手で変えた理由は履歴に残ります。
account-journey-told-moved = フェーズを変更しました。
account-journey-told-ticked = ステップを済みにしました。
account-journey-told-unticked = ステップの済みを取り消しました。

account-problem-phase-moves = この顧客のフェーズは、ジャーニーの条件で移ります。動かすときは、顧客のページの「ジャーニー」で理由を書いて移してください。

## Why it changed between two days

account-h-why = 変わった理由
account-why-from = この日から
account-why-to = この日まで
account-why-look = この期間で見る
account-why-says = { $first }から{ $last }までに「{ $from }」から「{ $to }」へ変わりました。
account-why-stays = { $first }から{ $last }まで「{ $from }」のままです。
account-why-stays-but = { $first }から{ $last }まで「{ $from }」のままですが、中身は動いています。
account-told-nearer = 「{ $criterion }」が目標に近づいたためです（{ $before } → { $after }）。
account-told-farther = 「{ $criterion }」が目標から遠ざかったためです（{ $before } → { $after }）。
account-told-model = ヘルスモデルが第 { $from } 版から第 { $to } 版に変わったためです。
account-told-definitions = 指標の定義が変わったためです。
account-why-cause = 原因の種類
account-why-criterion = 条件
account-why-values = 前 → 後
account-why-versions = 第 { $from } 版 → 第 { $to } 版
account-why-segment = セグメント（段）
account-why-score = スコア
account-why-data-came = データあり
account-why-data-went = データなし
account-why-none = この期間に、判定を動かしたものはありません。
account-why-means = 初めの日に表示していた状態に、変化を 1 つずつ加えて計算した内訳です。足すと合計になり、＋は良い方向、−は悪い方向です。
account-why-not = 内訳は、データの遅れと欠け、手入力、顧客の行動、モデルの変更の順に数えています。いくつも同時に変わったときは、1 つだけが原因だったという意味ではありません。
account-why-incomparable = モデルの形が変わったので、段やスコアの差では表せません。
account-why-brought-later = { $day } の時点では、この顧客のデータがまだ届いていませんでした。後から届いたデータで計算した状態と比べています。
