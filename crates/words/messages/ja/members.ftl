members-title = メンバー
members-question = 誰が、何をできますか
members-invite = 社内メンバーを招待する
members-open-own = 自分の設定を開く
members-name = 名前
members-state = 状態
members-state-active = 利用中
members-state-invited = 招待中
members-state-expired = 招待の期限切れ
members-state-disabled = 停止中
members-second-factor = 2 段階認証
members-on = 有効
members-off = 無効
members-seen = 最終利用
members-never = 利用なし
members-actions = 操作
members-you = 自分
members-role-of = { $name } さんの役割
members-change-role = 役割を変更する
members-new-link = 新しいリンクを発行する
members-disable = 停止する
members-disable-name = { $name } さんを停止する
members-enable = 利用を再開する

## Invitation

members-new-title = 社内メンバーを招待
members-new-question = 誰に、どの役割を渡しますか
members-new-submit = 招待リンクを作る
members-role-help = 閲覧者は見るだけ、CSM は顧客の対応、マネージャーは指標とモデルの変更、管理者はメンバーと設定の変更までできます。
members-invited-title = 招待リンク
members-invited-question = このリンクを本人に渡してください
members-invited-once = このリンクは今だけ表示されます。本人だけに届く方法でお送りください。
members-invited-until = 7 日間有効で、1 回だけ使えます。期限が切れたときは、メンバーの一覧から新しいリンクを発行できます。
members-invited-back = メンバーの一覧へ戻る
members-accept-title = ようこそ
members-accept-question = パスワードを決めてください
members-accept-submit = パスワードを設定する

## First run

members-setup-title = はじめの設定
members-setup-question = 最初の管理者になるのは誰ですか
members-setup-submit = 管理者を作って始める
members-setup-token = 設定用トークン
members-setup-token-help = Banso を起動した画面に表示されています。

## Sign-in

members-sign-in-title = サインイン
members-sign-in-question = メールアドレスとパスワードを入力してください
members-sign-in-submit = サインインする
members-password = パスワード
members-password-help = 8 文字以上にしてください。15 文字以上の、ご自身だけの文をおすすめします。
members-second-title = 2 段階認証
members-second-question = 認証アプリに表示されている 6 桁の数字を入力してください
members-second-submit = 確認する
members-code = 確認コード
members-code-help = 認証アプリが使えないときは、回復コードを入力してください。

## My settings

members-me-question = 自分の名前、言語、サインインの方法を変えますか
members-profile = プロフィール
members-change-password = パスワードを変更する
members-old-password = 現在のパスワード
members-new-password = 新しいパスワード
members-second-is-on = サインインのとき、認証アプリの確認コードも必要です。
members-second-is-off = 有効にすると、パスワードが漏れても、認証アプリがなければサインインできません。
members-second-turn-on = 2 段階認証を有効にする
members-second-turn-off = 2 段階認証を無効にする
members-sessions = サインイン中の端末
members-browser = ブラウザー
members-browser-unknown = 不明なブラウザー
members-address = IP アドレス
members-since = サインイン
members-this-session = この端末
members-end-session = サインアウトさせる
members-enrol-title = 2 段階認証を有効にする
members-enrol-question = 認証アプリを登録してください
members-enrol-submit = 有効にする
members-enrol-scan = 認証アプリで、この QR コードを読み取ってください。
members-enrol-type = 読み取れないときは、このキーを入力してください
members-enrol-code = アプリに表示された 6 桁の数字を入力してください。
members-recovery-title = 回復コード
members-recovery-question = 認証アプリを失ったときのために、安全な場所に保管してください
members-recovery-once = 回復コードは今だけ表示されます。それぞれ 1 回だけ使えます。
members-recovery-done = 保管したので自分の設定へ戻る
members-drop-second-title = 2 段階認証を無効にする
members-drop-second-question = 本人であることを確認します
members-drop-second-submit = 2 段階認証を無効にする

## After something was done

members-done-accepted = パスワードを設定しました。サインインしてください。
members-done-role = 役割を変更しました。
members-done-disabled = メンバーを停止し、サインアウトさせました。
members-done-enabled = メンバーの利用を再開しました。
members-done-saved = 保存しました。
members-done-password = パスワードを変更し、ほかの端末をサインアウトさせました。
members-done-session = その端末をサインアウトさせました。
members-done-second-off = 2 段階認証を無効にしました。

## What is wrong

members-problem-setup-token = トークンが違います。起動した画面の表示をご確認ください。
members-problem-name-empty = 名前を入力してください。
members-problem-owner = { $name }さんは閲覧者か停止中のメンバーのため、担当にできません。変更のできるメンバーを選んでください。
members-problem-mail = メールアドレスとして読み取れません。例: taro@example.jp
members-problem-mail-taken = このメールアドレスのメンバーがすでにいます。
members-problem-password-short = パスワードは { $least } 文字以上にしてください。
members-problem-password-long = パスワードは { $most } 文字以内にしてください。
members-problem-password-common = 推測されやすいパスワードです。ほかの人が思いつかない文にしてください。
members-problem-sign-in = メールアドレスまたはパスワードが違います。
members-problem-code = コードが違うか、すでに使われています。
members-problem-old-password = 現在のパスワードが違います。
members-problem-last-admin = 管理者が一人もいなくなるため、変更できません。
