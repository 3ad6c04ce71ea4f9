## The account list (W-02)

accounts-title = 顧客
accounts-question = どの顧客が、何が足りず、次は何か
accounts-caption = 顧客の一覧
accounts-figure = CMRR の合計
accounts-figure-period = 一覧にある顧客
accounts-figure-about = 一覧にある顧客の、その日に有効な契約の月額（税抜）を足したものです。終了日の当日まで数えます。
accounts-of-all = 全顧客に占める割合
accounts-as-of = { $day } 時点
accounts-sum = CMRR 合計
accounts-mean = 1 社平均
accounts-share = 割合

## Nothing there

accounts-none = まだ顧客がありません
accounts-none-needs = 顧客の一覧（CSV や Excel）を取り込むと、ここに並びます。
accounts-none-do = 顧客を取り込む
accounts-empty = 条件に合う顧客がありません
accounts-refill = 『{ $condition }』を外して { $n } 社を表示する

## Views and filter

accounts-views = ビュー
accounts-view-all = すべて
accounts-view-mine = 自分の担当
accounts-view-name = ビューの名前
accounts-view-shared = 全員に見せる
accounts-view-save = ビューを保存する
accounts-view-remove = 「{ $name }」を削除する
accounts-view-saved = ビューを保存しました。
accounts-view-replaced = 同じ名前のビューを、この内容に置き換えました。
accounts-view-removed = ビューを削除しました。
accounts-save-view = ビューを保存
accounts-filter = 絞り込み
accounts-filter-do = 絞り込む
accounts-search = 会社名・よみ・ID で探す
accounts-more = ほかの条件
accounts-any = 指定なし
accounts-nobody = 担当なし
accounts-somebody = 別のメンバー
accounts-field-silent = 接点がない日数（以上）
accounts-field-deadline = 更新拒絶期限まで（日以内）
accounts-field-from = 変わる前のセグメント
accounts-field-to = 変わった後のセグメント
accounts-field-since = 変化の時期（日数か日付）
accounts-field-as-of = 時点
accounts-field-met = 達成した条件
accounts-field-missing = データのない条件
accounts-field-sort = 並び順
accounts-field-page = ページ
accounts-chips = 適用中の条件
accounts-chips-drop = 条件をすべて外す
accounts-chip-drop = 「{ $condition }」を外す
accounts-chip-text = 「{ $value }」を含む
accounts-chip-segment = セグメント：{ $value }
accounts-chip-moved = { $since }の変化：{ $from } → { $to }
accounts-since-day = { $day } 以降
accounts-since-days = 直近 { $n } 日
accounts-chip-unmet = 未達：{ $value }
accounts-chip-met = 達成：{ $value }
accounts-chip-missing = データなし：{ $value }
accounts-chip-owner = 担当：{ $value }
accounts-chip-phase = フェーズ：{ $value }
accounts-chip-industry = 業種：{ $value }
accounts-chip-plan = プラン：{ $value }
accounts-chip-paying = 契約中
accounts-chip-silent = { $n } 日以上接点なし
accounts-chip-deadline = 更新拒絶期限まで { $n } 日以内

## Columns

accounts-columns = 列
accounts-columns-do = この列で表示する
accounts-col-segment = セグメント（前回→今回）
accounts-col-before = 前回のセグメント
accounts-col-moved = 変わった日
accounts-col-unmet = 未達の条件
accounts-col-next = 次の一手
accounts-col-touch = 最終接点
accounts-col-decline = 更新拒絶期限
accounts-col-cmrr = CMRR（{ $currency }）
accounts-col-owner = 担当
accounts-col-phase = フェーズ
accounts-col-trend = 推移（13 か月）
accounts-col-ranks = 顧客ランク
accounts-col-score = ヘルススコア
accounts-col-coverage = データの充足
accounts-col-ends = 満了日
accounts-col-industry = 業種
accounts-col-plan = プラン
accounts-col-since = 利用開始日
accounts-col-key = 顧客 ID
accounts-currency-jpy = 円
accounts-no-segment = 判定できない
accounts-no-segment-why = 条件を判定するデータが足りません。「データの状態」で何が足りないかを確かめてください。
accounts-days-left = 残り { $n } 日
accounts-all-met = すべて達成
accounts-and-more = ほか { $n } 件
accounts-trend-words = 13 か月前：{ $before }、現在：{ $now }

## Adding up, exporting

accounts-group = 集計
accounts-group-segment = セグメント別
accounts-group-owner = 担当別
accounts-group-phase = フェーズ別
accounts-group-industry = 業種別
accounts-group-plan = プラン別
accounts-ungroup = 集計を閉じる
accounts-export = 書き出す
accounts-export-xlsx = Excel（XLSX）で書き出す
accounts-export-csv = CSV（Excel 用 UTF-8）で書き出す
accounts-export-csv-shift-jis = CSV（Shift_JIS）で書き出す

## Problems with an address

accounts-problem-parameter = 「{ $name }」という条件はありません。この条件を除いて表示しています。
accounts-problem-value = 条件「{ $name }」の値「{ $value }」は使えません。この条件を除いて表示しています。
accounts-problem-too-many = 条件が多すぎます（上限 { $limit } 個）。残りを除いて表示しています。
accounts-problem-bulk-size = 一度に変更できるのは 1 社から { $limit } 社までです。

## One change to many

accounts-edit = 編集
accounts-bulk = まとめて変更
accounts-bulk-pick = 選択
accounts-bulk-picked = 選んだ顧客
accounts-bulk-picked-owner = 担当を変更
accounts-bulk-picked-phase = フェーズを変更
accounts-bulk-all = 該当する { $n } 社すべて
accounts-bulk-title-owner = 担当をまとめて変更
accounts-bulk-title-phase = フェーズをまとめて変更
accounts-bulk-question-owner = この { $n } 社の担当を誰にしますか
accounts-bulk-question-phase = この { $n } 社のフェーズを何にしますか
accounts-bulk-do-owner = { $n } 社の担当を変更
accounts-bulk-do-phase = { $n } 社のフェーズを変更
accounts-bulk-none = 顧客が選ばれていません
accounts-bulk-none-needs = 一覧の左端で顧客を選ぶか、「該当する顧客すべて」を使ってください。
accounts-bulk-back = 一覧に戻る
accounts-bulk-preview = 変更する顧客
accounts-bulk-owner-now = 今の担当
accounts-bulk-phase-now = 今のフェーズ
accounts-bulk-rest = ほかに { $n } 社あります。
accounts-bulk-done = まとめて変更しました。
accounts-bulk-undone = 元に戻しました。
accounts-bulk-report = まとめて変更した結果
accounts-bulk-report-question = どの顧客が変わりましたか
accounts-bulk-rows = 顧客ごとの結果
accounts-bulk-before = 前の値
accounts-bulk-outcome = 結果
accounts-bulk-says-owner = { $n } 社の担当を「{ $to }」に変更しました。もともと同じだったのは { $same } 社、なくなっていたのは { $gone } 社です。
accounts-bulk-says-phase = { $n } 社のフェーズを「{ $to }」に変更しました。もともと同じだったのは { $same } 社、なくなっていたのは { $gone } 社です。
accounts-bulk-undone-says =
    { $n ->
        [0] この変更は元に戻しました。
       *[other] この変更は元に戻しました。その後に変わっていた { $n } 社は、そのままです。
    }
accounts-bulk-until = { $at } まで元に戻せます。
accounts-bulk-row-done = 変更しました
accounts-bulk-row-same = もともと同じ
accounts-bulk-row-gone = なくなっていました
accounts-bulk-row-newer = その後の変更を残しました
accounts-bulk-row-undone = 元に戻しました
accounts-from = 「{ $segment }」から

accounts-bulk-what = 顧客
accounts-bulk-row-elsewhere = ジャーニーに、このフェーズがありません
accounts-bulk-reason-help = ジャーニーに乗っている { $n } 社は、ジャーニーの同じ名前のフェーズへ移します。理由は経過に残ります。
accounts-bulk-says-elsewhere = ジャーニーにこのフェーズがない { $n } 社は、そのままです。
accounts-bulk-says-reason = 理由：{ $reason }
accounts-problem-bulk-reason = ジャーニーの { $n } 社を移す理由を入力してください。
