web-skip = 本文へ移動する
web-sign-in = サインインする
web-sign-out = サインアウトする
web-language = 言語

## Rail

web-rail = 主なページ
web-rail-today = 今日
web-rail-accounts = 顧客
web-rail-overview = 全体
web-rail-journeys = ジャーニー
web-rail-plays = 打ち手
web-rail-lab = 検証
web-rail-data = データの状態
web-rail-import = 取込
web-rail-live = 受信の様子
web-rail-models = モデル
web-rail-team = チーム
web-rail-members = メンバー
web-rail-settings = 設定
web-rail-audit = 監査

## Top bar

web-search = 検索
web-search-hint = 顧客・担当者・ページを検索
web-me = 自分の設定
web-me-menu = { $name } さんのメニュー
web-trail = 現在の場所

## Parts

web-table-behind = 表で見る
web-figure-definition = 「{ $name }」の定義を見る
web-pager = ページ送り
web-pager-shown = { $total } 件中 { $from }〜{ $to } 件
web-form-error = { $field }：{ $problem }
web-form-errors = 入力内容をご確認ください

## When a page cannot be shown

web-fail-title = ページを表示できません
web-fail-home = 最初のページへ戻る
web-fail-sign-in = サインインする
web-fail-id = お問い合わせの際は、次の番号をお知らせください：
web-fail-not-found = このページは見つかりませんでした。
web-fail-not-found-do = アドレスに誤りがあるか、移動または削除されたか、閲覧する権限がありません。
web-fail-foreign = このフォームは受け付けられませんでした。
web-fail-foreign-do = 画面を開いたまま時間がたった可能性があります。前のページに戻って再読み込みし、もう一度お試しください。何も変更されていません。
web-fail-bad = 送信された内容を読み取れませんでした。
web-fail-bad-do = 前のページに戻り、もう一度お試しください。何も変更されていません。
web-fail-wrong = { $field }：{ $problem }
web-fail-method = このページではその操作を行えません。
web-fail-method-do = 最初のページから、もう一度お試しください。
web-fail-too-large = 送信された内容が大きすぎます。
web-fail-too-large-do = ファイルを分けるか、圧縮してからお送りください。何も変更されていません。
web-fail-later = 試行回数が多すぎます。{ $seconds } 秒後にもう一度お試しください。
web-fail-later-do = 安全のため、短い時間に繰り返せる回数を制限しています。
web-fail-past-title = 保存できません
web-fail-past = 過去の日を表示しているあいだは、変更を保存できません。
web-fail-past-do = 今日に戻ってから、もう一度操作してください。何も変更されていません。
web-fail-broken = 内部の問題により、処理できませんでした。
web-fail-broken-do = しばらくしてからもう一度お試しください。繰り返す場合は、下の番号を管理者にお知らせください。

## What is wrong with a request that no page of ours makes

web-problem-unknown-field = 「{ $field }」という項目はありません。
web-problem-missing-field = 「{ $field }」がありません。
web-problem-field-twice = 「{ $field }」が二重に送られました。
web-problem-control-character = 「{ $field }」に使えない文字が含まれています。
web-problem-not-a-form = フォームとして読み取れません。
web-problem-unknown-choice = 選択肢にない値です。
web-as-of = { $day } 時点を表示しています。ほかの日を見る
web-as-of-known = { $day } 時点を、その日に分かっていたことだけで表示しています。ほかの日を見る
web-past-day = この日の時点を見る
web-past-known = その日に分かっていたことだけで見る
web-past-help = 顧客と全体の画面が、その日が終わった時点の状態になります。チェックを入れると、あとから届いたデータを数えません。定義・契約・担当者名簿は今のものを使います。
web-past-do = この日を見る
web-past-end = 今日に戻る
web-past-setting = 今日として見せる日の設定
web-past-shown = { $day } 時点の状態です。あとから届いたデータも数えています。定義・契約・担当者名簿は今のものです。変更はできません。
web-past-shown-known = { $day } 時点の状態を、その日に分かっていたことだけで表示しています。定義・契約・担当者名簿は今のものです。変更はできません。
web-past-none = { $day } の時点のデータはありません
web-past-none-needs = データがあるのは { $first } からです。
web-past-none-known = その日までに分かっていたデータはありません。あとから届いたデータは { $first } からあります。
web-past-none-do = { $day } の時点を見る
web-past-not-here = この画面は今日の状態です。{ $day } 時点で見られるのは、顧客と、全体の「分布」「移り変わり」です。変更は今日に戻ってから行えます。
web-fresh = このページを開いたあとに、新しいデータが届きました。
web-fresh-do = 新しい内容を表示する
web-other-day = アドレスの日付の状態は、この画面では表示できません。{ $day } 時点を表示しています。
web-other-day-drop = 日付の指定を外す
web-computing = 計算中 { $done } / { $total } 社
web-computing-soon = 計算を始めています
