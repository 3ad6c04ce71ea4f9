## Today

tasks-work = 日々の仕事
tasks-today-title = 今日
tasks-today-question = 今日は誰に、なぜ、何をしますか
tasks-today-figure = 今日すること
tasks-today-figure-all = 対応が要るもの
tasks-today-parts = タスク { $tasks }・兆候 { $signals }・更新 { $renewals }
tasks-today-definition = 期限が今日までのタスク、タスクになっていない兆候、60 日以内に期限が来る契約の数です。影響する CMRR の大きい順に並べています。
tasks-today-touch = 接点を記録する
tasks-today-accounts = 顧客の一覧を見る
tasks-today-show-all = 全員の分を見る
tasks-today-empty = 今日することはありません
tasks-today-empty-filter = この担当の、期限の来たタスク、兆候、近い更新はありません。
tasks-today-empty-needs = タスクは、打ち手が始まるか、顧客のページで登録すると、ここに並びます。
tasks-unit = 件
tasks-group-overdue = 期限を過ぎたタスク
tasks-group-due = 今日までのタスク
tasks-group-signals = タスクになっていない兆候
tasks-group-renewals = 期限の近い契約
tasks-group-coming = 7 日以内のタスク
tasks-more = ほか { $n } 件を見る
tasks-keys = キー操作
tasks-keys-move = 移動
tasks-keys-open = 開く
tasks-keys-done = 完了・登録
tasks-keys-postpone = 延期
tasks-keys-drop = 不要

## Whose

tasks-scope = 担当の範囲
tasks-scope-own = 自分
tasks-scope-all = 全員
tasks-scope-none = 担当なし
tasks-scope-member = ほかのメンバー
tasks-scope-show = 表示する
tasks-nobody = 担当なし

## Why and when

tasks-why-play = 打ち手「{ $play }」によるタスクです。
tasks-why-hand = 手で登録されたタスクです。
tasks-late = { $n } 日超過
tasks-due-today = 今日まで
tasks-first-due = 当初は { $day }
tasks-renewal = 契約の更新
tasks-renewal-why = 契約「{ $contract }」の{ $what }まで、あと { $n } 日です。
tasks-renewal-why-today = 契約「{ $contract }」の{ $what }は今日です。

## What can be done with one

tasks-do-done = 完了にする
tasks-do-postpone = 延期する
tasks-do-drop = 不要にする
tasks-do-make = タスクにする
tasks-do-touch = 接点を記録
tasks-write-hypothesis = 仮説を書く
tasks-open-today = 今日することを見る
tasks-open-account = 顧客のページを見る
tasks-open-in-banso = Banso で開く

## The list

tasks-list-title = タスク
tasks-list-tab = タスク一覧
tasks-list-question = 誰が、いつまでに、何をしますか
tasks-task = タスク
tasks-due = 期限
tasks-reason = 理由
tasks-acts = 操作
tasks-state = 状態
tasks-state-open = 未完了
tasks-state-late = 期限超過
tasks-state-done = 完了
tasks-state-dropped = 不要
tasks-of-day = 期限が { $day }
tasks-none = 未完了のタスクはありません
tasks-none-closed = 終えたタスクはありません
tasks-none-day = この日が期限のものはありません。
tasks-none-day-do = 日付の絞り込みを外す
tasks-none-scope = この担当のものはありません。
tasks-none-needs = 打ち手が始まるか、顧客のページで登録すると、ここに並びます。
tasks-pick = 「{ $task }」を選ぶ
tasks-picks = 選択

## The calendar

tasks-month-title = タスクのカレンダー
tasks-month-tab = カレンダー
tasks-month-question = どの日に何が期限になりますか
tasks-month-others = ほかの月
tasks-month-previous = 前の月
tasks-month-next = 次の月
tasks-month-now = 今月
tasks-month-none = この月が期限のタスクはありません。
tasks-weekday-1 = 月
tasks-weekday-2 = 火
tasks-weekday-3 = 水
tasks-weekday-4 = 木
tasks-weekday-5 = 金
tasks-weekday-6 = 土
tasks-weekday-7 = 日

## One task

tasks-one-question = 「{ $account }」に、なぜ、何をしますか
tasks-why = 理由
tasks-play = 打ち手：
tasks-cause = { $day } の時点で読み取った値を見る
tasks-condition = 条件の式
tasks-script = 話すこと
tasks-created = 登録
tasks-prepare = 連絡の前に
tasks-checklist = 確認すること
tasks-hypothesis = 仮説
tasks-hypothesis-help = 何が原因だと考えるかを、連絡する前に書きます。あとで結果と見比べられます。
tasks-hypothesis-first = このタスクでは、連絡の前に仮説を書きます。仮説を保存すると、結果を記録できます。
tasks-write = 準備の内容を保存する
tasks-outcome-title = 結果
tasks-outcome = どうなったか
tasks-touch = 顧客との接点
tasks-touch-help = 接点を選ぶと、顧客の経過にも記録します。
tasks-no-touch = 連絡はしていない
tasks-else = 今は進めない場合：
tasks-give = 担当を変更
tasks-give-do = この担当に変更する
tasks-reopen = 未完了に戻す

## Ending one

tasks-done-title = タスクの完了
tasks-done-of = 完了：{ $task }
tasks-done-question = どうなりましたか。顧客と連絡しましたか
tasks-done-submit = タスクを完了にする
tasks-postpone-title = タスクの延期
tasks-postpone-of = 延期：{ $task }
tasks-postpone-question = いつまで、なぜ延ばしますか
tasks-postpone-submit = タスクを延期する
tasks-postpone-on = 新しい期限
tasks-postpone-why = 延期の理由
tasks-drop-title = 不要なタスク
tasks-drop-of = 不要：{ $task }
tasks-drop-question = なぜ、しなくてよいのですか
tasks-drop-submit = タスクを不要にする
tasks-drop-why = 不要な理由
tasks-told-done = タスクを完了にしました。
tasks-told-postponed = タスクを延期しました。
tasks-told-dropped = タスクを不要にしました。
tasks-told-reopened = タスクを未完了に戻しました。
tasks-told-written = 準備の内容を保存しました。
tasks-told-made = タスクを登録しました。
tasks-told-assigned = タスクの担当を変更しました。
tasks-told-assigned-back = タスクの担当を元に戻しました。
tasks-told-handover = 担当の切り替えを予定しました。
tasks-problem-hypothesis = 先に仮説を書いてください。
tasks-problem-past = 今日か、今日より後の日を入力してください。

## A new one

tasks-new-title = タスクの登録
tasks-new-of = タスクの登録：{ $account }
tasks-new-question = 誰が、いつまでに、何をしますか
tasks-new-submit = タスクを登録する
tasks-new-what = すること
tasks-new-body = くわしい内容
tasks-new-renewal = 契約「{ $contract }」の更新について相談する

## Giving many away

tasks-assign-title = タスクの担当を変更
tasks-assign-question = { $n } 件のタスクを誰に渡しますか
tasks-assign-to = 新しい担当
tasks-assign-do = { $n } 件の担当を変更
tasks-assign-all = { $n } 件すべての担当を変更
tasks-assign-picked = 選んだタスクの担当を変更
tasks-assign-preview = 変更するタスク
tasks-assign-none = タスクが選ばれていません
tasks-assign-none-needs = 一覧でタスクを選んでから、もう一度お試しください。
tasks-assign-back = 前のページへ戻る
tasks-owner-now = 今の担当

## The team

tasks-team-title = チーム
tasks-team-question = 誰が抱えすぎ、何が漏れていますか
tasks-team-says = 期限を過ぎたタスクが { $overdue } 件、担当のいないタスクが { $unowned } 件あります。最も多く抱えているのは { $name } さんの { $open } 件です。
tasks-team-says-nobody = 期限を過ぎたタスクが { $overdue } 件、担当のいないタスクが { $unowned } 件あります。メンバーの未完了は { $open } 件です。
tasks-team-load = メンバーごとの量
tasks-team-open = 未完了
tasks-team-overdue = 期限超過
tasks-team-soon = 7 日以内
tasks-team-done = 完了（28 日）
tasks-team-move = 担当を移す
tasks-team-move-of = { $name } さんの未完了のタスクの担当を移す
tasks-team-late = 期限を過ぎたタスク
tasks-team-late-none = 期限を過ぎたタスクはありません。
tasks-team-unowned = 担当のいないタスク
tasks-team-unowned-none = すべてのタスクに担当がいます。
tasks-team-assign = 担当のいない { $n } 件を割り当てる
tasks-team-all = 全員のタスクを見る
tasks-team-none = メンバーがいません
tasks-team-none-needs = メンバーを招待すると、それぞれの仕事の量がここに並びます。
tasks-team-none-do = メンバーを見る
tasks-handover-title = 担当の切り替え
tasks-handover-open = 担当の切り替えを予定する
tasks-handover-question = 誰の顧客を、いつから、誰が受け持ちますか
tasks-handover-submit = 切り替えを予定する
tasks-handover-from = 今の担当
tasks-handover-to = 次の担当
tasks-handover-on = 発令日
tasks-handover-on-help = この日の 0 時から、新しい担当の一覧に載ります。前日までは今の担当のままです。
tasks-handover-choose = メンバーを選ぶ

## Alerts

tasks-overdue-alert = 期限を { $days } 日過ぎたタスク：{ $account }「{ $title }」
tasks-overdue-owner = 担当：{ $name }
tasks-overdue-due = 期限：{ $day }

## Given to somebody else

tasks-given-report = タスクの担当を変更した結果
tasks-given-report-question = どのタスクの担当が変わりましたか
tasks-given-back = タスクの一覧に戻る
tasks-given-rows = タスクごとの結果
tasks-given-what = タスク
tasks-given-before = 前の担当
tasks-given-outcome = 結果
tasks-given-rest = ほかに { $n } 件あります。
tasks-given-says = { $n } 件のタスクを { $to } さんの担当にしました。もともと同じだったのは { $same } 件、すでに終わっていたのは { $gone } 件です。
tasks-given-undone-says =
    { $n ->
        [0] すべて元の担当に戻しました。
       *[other] 元の担当に戻しました。その後に終わったか担当が変わった { $n } 件は、そのままです。
    }
tasks-given-row-gone = 終わっていました
