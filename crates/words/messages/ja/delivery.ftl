## 送信の結果（Webhook、Slack、メール）

delivery-address-forbidden = 「{ $host }」のアドレス { $address } には送信できません。社内のアドレスへ送るには、管理者が許可する必要があります。
delivery-host-unknown = 「{ $host }」のアドレスが見つかりません。
delivery-unreachable = 「{ $host }」に接続できません（{ $detail }）。
delivery-tls = 「{ $host }」と安全に通信できません（{ $detail }）。
delivery-slow = { $seconds } 秒以内に終わりませんでした。
delivery-broken = 応答の前に接続が切れました（{ $detail }）。
delivery-status = 相手が { $status } を返しました。
delivery-asked-to-wait = 相手が { $status } を返し、待つように求めました。
delivery-redirect = 相手が別の場所を示しました（{ $status }）。転送先には送信しません。
delivery-gone = 相手はこの宛先をもう使っていません（{ $status }）。
delivery-slack = Slack が受け付けませんでした（{ $error }）。
delivery-slack-unreadable = Slack の応答が読めません。投稿されたかどうかを Slack で確かめてください。
delivery-mail-refused = メールサーバーが受け付けませんでした（{ $said }）。
delivery-mail-unsure = 本文を送った後で接続が切れました（{ $detail }）。届いたかどうかは分かりません。
delivery-mail-no-tls = メールサーバーが STARTTLS に対応していません。
delivery-mail-no-login = メールサーバーにログインできません（{ $detail }）。
delivery-mail-plain-login = 暗号化されない接続ではパスワードを送りません。STARTTLS か TLS を選んでください。
delivery-header-unfit = 「{ $header }」に使えない文字があります。

## 設定の誤り

delivery-url-unreadable = URL として読めません。http か https で始まり、ユーザー名やパスワードを含まない URL を書いてください。
delivery-host-unreadable = 「{ $host }」はホスト名として読めません。
delivery-network-unreadable = 「{ $network }」はネットワークとして読めません。10.0.0.0/8 のように書いてください。
delivery-signing-secret = 署名の鍵は whsec_ で始まり、24〜64 バイトの base64 が続く形で書いてください。
delivery-mail-address = 「{ $mail }」はメールアドレスとして読めません。
delivery-mail-unsubscribe = 配信停止の URL は https で始まる必要があります。
delivery-mail-unfit = メールを作れません（{ $detail }）。

## 秘密の値の保管

delivery-secret-key = 秘密の値を守る鍵が読めません。32 バイトを base64 で書くか、それを書いたファイルの場所を指定してください。
delivery-secret-other-key = 秘密の値は別の鍵（{ $key }）で守られており、今の鍵（{ $known }）では開けません。
delivery-secret-damaged = 秘密の値が壊れています（{ $place }）。もう一度登録してください。
