journeys-title = ジャーニー
journeys-question = 顧客はどこで止まっていますか
journeys-offered = ジャーニー
journeys-phases = フェーズ別の顧客
journeys-board = ボード
journeys-board-order = フェーズにいる日数の長い順
journeys-accounts = 顧客数
journeys-stumbling = 停滞
journeys-usual-days = 通常の日数
journeys-long-days = 停滞とみなす日数
journeys-bar = { $n } 社（停滞 { $stuck } 社）
journeys-usual = 通常 { $n } 日
journeys-long = { $n } 日を超えると停滞
journeys-days = { $n } 日目
journeys-more = ほか { $n } 社
journeys-more-missing = ほか { $n } 件
journeys-nothing-missing = 次のフェーズの条件を満たしています
journeys-lane-none = このフェーズの顧客はいません
journeys-lane-none-stuck = 停滞している顧客はいません

## Sentences and figures

journeys-says = 「{ $phase }」で { $n } 社が停滞しています。
journeys-says-long = 「{ $phase }」で { $n } 社が停滞しています（{ $days } 日を超えています）。
journeys-says-none = どのフェーズにも停滞している顧客はいません。
journeys-stuck = 停滞している顧客
journeys-of-accounts = / { $n } 社
journeys-stuck-meaning = 同じフェーズを先へ進んだ顧客の 5 社に 4 社が終えた日数（80 パーセンタイル）を超えて、今のフェーズにとどまっている顧客の数です。
journeys-see-stuck = 停滞の { $n } 社を見る
journeys-show-all = すべての顧客を表示する
journeys-only-stuck = 停滞している顧客だけを表示しています。
journeys-only-phase = 「{ $phase }」の顧客だけを表示しています。
journeys-only-phase-stuck = 「{ $phase }」で停滞している顧客だけを表示しています。

## Whose

journeys-scope = 担当
journeys-scope-all = 全員
journeys-scope-own = 自分
journeys-scope-none = 担当なし
journeys-scope-do = 表示する

## Time to value

journeys-cohorts = 価値到達までの時間
journeys-cohorts-why = 入った月ごとに、「{ $phase }」に届くまでの日数です。
journeys-cohorts-none = 価値に届いたとみなすフェーズか、届いた顧客がまだありません。
journeys-entered = 入った月
journeys-arrived = 到達
journeys-arrived-share = 到達の割合
journeys-median = 日数の中央値

## Nothing here

journeys-none = ジャーニーはまだありません
journeys-none-needs = 顧客がどのフェーズを通り、何が起きたら次へ進むかを決めると、止まっている顧客がここに並びます。
journeys-none-ask = 顧客が通るフェーズが決まると、止まっている顧客がここに並びます。マネージャーに依頼してください。
journeys-none-members = メンバーを見る
journeys-nobody = このジャーニーに顧客はいません
journeys-nobody-needs = 対象の条件に合う顧客がいません。定義の条件を確かめてください。
journeys-nobody-scope = この担当の顧客はいません。
journeys-look = 定義を見る

## The text of a journey

journeys-new = ジャーニーを作る
journeys-new-title = 新しいジャーニー
journeys-edit-title = ジャーニーの定義
journeys-edit-question = 何が起きたら次のフェーズへ進みますか
journeys-publish = この定義を公開する
journeys-published = ジャーニーの定義を公開しました。
journeys-to-board = ボードへ戻る
journeys-trial = 試算の結果
journeys-trial-same = この定義にしても、今日のフェーズは変わりません。
journeys-trial-moves = この定義にすると、今日は { $n } 社のフェーズが変わります。
journeys-now = 今
journeys-then = 公開すると
journeys-change = 差

journeys-problem-no-journey = ジャーニーの定義ではありません。1 行目に journey = "…" と書いてください。
journeys-problem-taken = 識別子「{ $id }」のジャーニーはもうあります。journey = "…" に別の識別子を書くか、そのジャーニーを見直してください。

journeys-taken-back = まとめて移したのを元に戻した
