churns-title = 解約
churns-question = なぜ失いましたか。気づいていましたか
churns-period = 期間
churns-year = { $year }年度
churns-year-before = 前の年度を見る
churns-days = { $from }〜{ $to }
churns-from = 開始
churns-to = 終了
churns-says = { $n } 社、月 { $lost } を失いました。うち回避可能だったのは { $avoidable } 社です。
churns-says-none = この期間に記録された解約はありません。
churns-unnoticed = 予兆なし
churns-unnoticed-meaning = 解約の前の 90 日間に、兆候も接点も 1 つもなかった解約の数です。気づく手立てがなかったことを表します。
churns-reasons = 理由別
churns-reason = 理由
churns-accounts = 社数
churns-lost = 失った CMRR
churns-avoidable = 回避可能
churns-unavoidable = 回避不能
churns-unknown = 不明
churns-each = 解約した顧客
churns-unrecorded = 理由が記録されていない解約
churns-unrecorded-why = 契約は終わっていますが、解約の理由が記録されていません。
churns-ended = 契約の終わり
churns-see-unrecorded = 理由のない { $n } 社を見る
churns-to-accounts = 顧客を見る
churns-none = この期間に解約はありません
churns-none-needs = 解約を記録すると、理由と、気づいていたかどうかがここにまとまります。

## Recording one

churns-record = 解約を記録する
churns-record-name = { $name }の解約を記録する
churns-record-question = { $name }は、いつ、なぜ解約しますか
churns-record-means = 記録すると、選んだ契約が終わり、打ち手とタスクが止まり、Slack に要約が届きます。マネージャーは取り消せます。
churns-on = 解約日
churns-on-help = 契約がなくなる最初の日です。2027/03/31 が満了日なら、2027/04/01 です。
churns-contracts = 終わる契約
churns-contracts-none = 終わらせる契約がありません。
churns-a-month = 月 { $money }
churns-until = { $day } まで
churns-could-avoid = 避けられましたか
churns-preventable-by = 防げたチーム
churns-competitor = 乗り換え先
churns-competitor-help = 他社の製品に移ったときの、製品か会社の名前です。
churns-note = 経緯
churns-note-help = いつから、何が起き、いつ知ったのかを書きます。
churns-recorded-by = 記録した人
churns-team-sales = 営業
churns-team-onboarding = 導入
churns-team-cs = カスタマーサクセス
churns-team-product = プロダクト
churns-team-support = サポート
churns-team-none = どこにも防げなかった
churns-done-recorded = 解約を記録しました。

## What was learned

churns-lesson = 振り返り
churns-lesson-help = 次の顧客で、いつ、何を変えますか。
churns-write-lesson = 振り返りを書く
churns-change-lesson = 振り返りを直す
churns-save-lesson = 振り返りを保存する
churns-done-lesson = 振り返りを保存しました。
churns-withdraw = { $name }の解約の記録を取り消す
churns-withdraw-means = 取り消しても、契約の満了日は元に戻りません（契約を取り込み直すと直せます）。記録したことと取り消したことは監査に残ります。
churns-done-withdrawn = 解約の記録を取り消しました。

## Told in Slack or by mail

churns-not-known = 回避できたか不明
churns-notice-title = 解約：{ $account }
churns-notice-when = { $day } から・月額 { $amount }
churns-notice-why = 理由：{ $reason }（{ $avoidable }）
churns-notice-competitor = 移行先：{ $name }
churns-problem-before-start = 契約の開始日より後の日を入力してください。
churns-problem-renewed = 「{ $contract }」は次の契約に続いているため、解約にできません。続いている契約を選んでください。
churns-problem-after-end = 選んだ契約は { $end } に終わります。解約日は { $first } 以前にしてください。

## Shipped reasons

churns-reason-value = 効果を感じられなかった
churns-reason-usage = 使われなくなった
churns-reason-champion = 推進者がいなくなった
churns-reason-support = 対応への不満
churns-reason-function = 機能が足りない
churns-reason-price = 価格・予算
churns-reason-competitor = 他社製品へ移行
churns-reason-fit = 対象ではない顧客だった
churns-reason-business-closed = 事業の終了・倒産
churns-reason-merger = 合併・組織の再編
churns-reason-other = その他
