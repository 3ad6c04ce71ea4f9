deliveries-title = 送信
deliveries-question = これから何がお客様に届きますか
deliveries-what = 内容
deliveries-to = 宛先
deliveries-when = 予定・送信
deliveries-tries = 試行
deliveries-unit = 件
deliveries-to-go = これから送るもの
deliveries-to-go-meaning = 送信待ちと送信中の件数です。送信の時間帯と休日を守り、1 人あたりの通数の上限を超えないように送ります。
deliveries-see-stopped = 止まっている { $n } 件を見る
deliveries-to-destinations = 送信先を設定する
deliveries-to-plays = 打ち手を見る
deliveries-of-play = 打ち手「{ $name }」の送信だけを表示しています。
deliveries-show-all = すべての送信を表示する
deliveries-newest = 最新へ
deliveries-older = 古いものへ
deliveries-none = 送信はまだありません
deliveries-none-needs = 打ち手がメール、Slack、Webhook を送ると、待っているものと送ったものがここに並びます。
deliveries-none-filtered = 条件に合う送信はありません
deliveries-none-filtered-needs = 状態か打ち手で絞り込んでいます。
deliveries-nameless = 送信 { $n }

## Kinds

deliveries-kind-mail = メール
deliveries-kind-slack = Slack
deliveries-kind-webhook = Webhook

## States

deliveries-state-waiting = 送信待ち
deliveries-state-sending = 送信中
deliveries-state-sent = 送信済み
deliveries-state-dead = 送れない
deliveries-state-unsure = 不明
deliveries-state-held = 保留
deliveries-state-cancelled = 取消済み
deliveries-means-waiting = 送信の時間になるのを待っています。
deliveries-means-sending = 送信しています。
deliveries-means-sent = 相手が受け取りました。
deliveries-means-dead = 何度試しても受け取られませんでした。原因を直してから、もう一度送ってください。
deliveries-means-unsure = 送っている途中で接続が切れたため、届いたかどうかが分かりません。もう一度送ると、二重に届くことがあります。
deliveries-means-held = 通数の上限に達したか、バックアップから戻したため、止めてあります。
deliveries-means-cancelled = 送る前に取り消しました。

## One message

deliveries-one-question = 何が届き、どう受け取られましたか
deliveries-as-seen = 相手に見える内容
deliveries-about = 送信について
deliveries-due-at = 予定
deliveries-sent-at = 送信
deliveries-error = 最後の問題
deliveries-attempts = 試行
deliveries-attempts-none = まだ送っていません。
deliveries-nth = { $n } 回目
deliveries-status = 応答 { $status }
deliveries-request = 送った内容
deliveries-response = 返ってきた内容
deliveries-cut = 長いので、初めの部分だけを表示しています。
deliveries-again = もう一度送る
deliveries-cancel = この送信を取り消す
deliveries-back = 送信の一覧へ戻る
deliveries-done-again = もう一度送ります。
deliveries-done-cancelled = 送信を取り消しました。
deliveries-done-too-late = その間に状態が変わったため、何もしませんでした。

## Where messages go

deliveries-destinations = 送信先
deliveries-destinations-question = 通知はどこへ届きますか
deliveries-destination-add = 送信先を加える
deliveries-destination-none = 送信先はまだありません
deliveries-destination-none-needs = メールサーバー、Slack、Webhook のいずれかを加えると、期限切れの知らせや打ち手のメールが届くようになります。
deliveries-destination-where = 場所
deliveries-destination-smtp = メール（SMTP）
deliveries-destination-slack-hook = Slack（Incoming Webhook）
deliveries-destination-slack-bot = Slack（ボット）
deliveries-destination-webhook = Webhook
deliveries-destination-is-on = 有効
deliveries-destination-is-off = 無効
deliveries-destination-off-itself = 自動で無効
deliveries-destination-failing = 失敗が続いています
deliveries-destination-failures = 続けて { $n } 回失敗
deliveries-destination-default-chip = 既定
deliveries-destination-default = 既定の送信先にする
deliveries-destination-default-help = 送信先を指定していない通知が、ここへ届きます。
deliveries-destination-name-help = 打ち手の定義では、この名前で送信先を指定します。
deliveries-destination-try = 試しに送る
deliveries-destination-try-name = { $name } に試しに送る
deliveries-destination-on = 有効にする
deliveries-destination-on-name = { $name } を有効にする
deliveries-destination-off = 無効にする
deliveries-destination-off-name = { $name } を無効にする
deliveries-destination-done = 送信先を保存しました。
deliveries-destination-done-on = 送信先を有効にしました。
deliveries-destination-done-off = 送信先を無効にしました。
deliveries-destination-done-try = 試しの通知を送ります。結果はこのページに表示されます。
deliveries-destination-new-title = 送信先を加える
deliveries-destination-new-question = 通知をどこへ送りますか
deliveries-destination-new-submit = 送信先を加える
deliveries-destination-edit-title = 送信先
deliveries-destination-edit-question = この送信先をどう変えますか
deliveries-destination-edit-submit = 送信先を保存する

## Fields of destinations

deliveries-field-url = URL
deliveries-field-url-help = https で始まるアドレスです。社内のアドレスへは、許可されたときだけ送ります。
deliveries-field-channel = チャンネル
deliveries-field-channel-help = 例: #cs-alerts
deliveries-field-host = メールサーバー
deliveries-field-host-help = 例: smtp.example.jp
deliveries-field-port = ポート
deliveries-field-security = 暗号化
deliveries-field-user = ユーザー名
deliveries-field-from = 差出人のメールアドレス
deliveries-field-from-name = 差出人の名前
deliveries-security-starttls = STARTTLS
deliveries-security-tls = TLS
deliveries-security-none = なし
deliveries-secret-smtp = パスワード
deliveries-secret-smtp-help = 暗号化して保存し、画面には表示しません。
deliveries-secret-slack-hook = Webhook の URL
deliveries-secret-slack-hook-help = Slack で発行したアドレスです。誰でも投稿できる秘密なので、暗号化して保存し、画面には表示しません。
deliveries-secret-slack-bot = ボットのトークン
deliveries-secret-slack-bot-help = xoxb- で始まる文字列です。暗号化して保存し、画面には表示しません。
deliveries-secret-webhook = 署名の鍵
deliveries-secret-webhook-help = whsec_ で始まる文字列です。ここにあるのは新しく作った鍵で、保存すると二度と表示しません。受け取る側に写してください。受け取る側は、この鍵で本物かどうかを確かめます。
deliveries-secret-keep = 空のままなら、保存してあるものを使い続けます。

## Why a message did not go

deliveries-error-nowhere = 送信先がありません。送信先を加えてから、もう一度送ってください。
deliveries-error-payload = 内容が読めません。
deliveries-error-unsubscribed = 本人が配信を停止したか、メールが届かない宛先です。
deliveries-held-restored = 復元の後なので、止めています。すでに届いているかもしれません。
deliveries-off-failing = 続けて届かなかったため、停止しました。
deliveries-off-gone = 受け手がなくなったと答えたため、停止しました。
deliveries-problem-no-key = 秘密を保管する鍵がありません。環境変数 BANSO_SECRET_KEY で鍵を指定して、再起動してください。
deliveries-problem-port = 1 から 65535 の番号を入力してください。
deliveries-problem-secret = 秘密が登録されていません。
deliveries-problem-state = いまの状態では、できません。ページを読み直してください。
deliveries-try-title = Banso からの確認：{ $name }
deliveries-try-line = { $member } さんが、この送信先を確かめました。返信は要りません。

## No more mail

deliveries-stop-title = メールの配信を停止
deliveries-stop-question = このアドレスへの案内のメールを止めますか
deliveries-stop-submit = 配信を停止する
deliveries-stopped-title = 配信を停止しました
deliveries-stopped-question = このアドレスには、案内のメールを送りません。届いてしまったときは、もう一度お試しください。
deliveries-stopped-submit = もう一度、配信を停止する
deliveries-stop-line = このメールの配信を停止するには、次のページを開いてください。
deliveries-seen-html = HTML のメール
deliveries-seen-text = 文字だけのメール
