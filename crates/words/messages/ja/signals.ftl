signals-title = 兆候
signals-question = 何が変わり、まだ続いていますか
signals-signal = 兆候
signals-cause = 理由
signals-severity = 重要度
signals-severity-high = 重要度 高
signals-severity-medium = 重要度 中
signals-severity-low = 重要度 低
signals-read = { $what } { $value }
signals-and = { $a }、{ $b }
signals-lost = 未達になった条件
signals-gained = 達成した条件
signals-why = { $day }から続いています。{ $day } の時点：{ $read }。
signals-why-bare = { $day }から続いています。
signals-kinds = 兆候の種類
signals-see-task = タスクを見る
signals-make-task = 「{ $account }」の兆候をタスクにする
signals-open = 兆候の一覧を見る
signals-open-text = 兆候の定義を見る
signals-none = 続いている兆候はありません
signals-none-kind = この種類のものはありません。
signals-none-kind-do = すべての種類を見る
signals-none-scope = この担当の顧客には、続いている兆候がありません。
signals-none-needs = 定義した条件に当てはまる顧客が出ると、ここに並びます。

## Definitions

signals-text-title = 兆候の定義（第 { $version } 版）
signals-text-question = 何が起きたら知らせますか
signals-text = 定義
signals-text-help = 公開する前に、過去 90 日なら何回知らせたかを数えます。
signals-text-read = 変更できるのはマネージャーと管理者です。
signals-reason = 変更の理由
signals-reason-help = 版の一覧と監査の記録に残ります。
signals-count = 過去 90 日で数える
signals-publish = 兆候の定義を公開する
signals-counted = 過去 90 日なら
signals-raised = 回数
signals-most-a-day = 1 人 1 日の最多
signals-judged = 判定
signals-too-often = 多すぎます
signals-never = 一度も鳴りません
signals-fine = 問題ありません
signals-says = 過去 90 日なら { $raised } 回知らせました。1 人に 1 日 { $most } 件を超えるものはありません。
signals-says-often = 過去 90 日なら { $raised } 回知らせました。{ $often } 種類は、1 人に 1 日 { $most } 件を超え、見てもらえなくなるおそれがあります。
signals-unseen = 公開する前に、下の回数をご確認ください。この内容でよければ、もう一度「公開する」を押してください。
signals-told-published = 兆候の定義を公開しました。

## What a condition reads

signals-read-account-cmrr = CMRR
signals-read-account-days = 登録からの日数
signals-read-account-plan = プラン
signals-read-account-industry = 業種
signals-read-account-churned = 解約
signals-read-phase-days = フェーズの日数
signals-read-phase-id = フェーズ
signals-read-phase-steps-done = 必須のステップの完了
signals-read-contract-days-to-end = 満了日までの日数
signals-read-contract-days-to-decline = 更新拒絶期限までの日数
signals-read-contract-ringi = 稟議の状態
