overview-title = 全体
overview-question = 顧客は今どこに居るか
overview-transitions = 移り変わり
overview-tabs = 全体の見方
overview-tab-standing = 分布
overview-tab-moves = 移り変わり
overview-models = ヘルスモデルを選ぶ
overview-none = 判定できない
overview-unit-accounts = 社

## 熱狂クライアント率

overview-rate-points = { $n } ポイント
overview-rate-against = 前月同日比
overview-rate-definition = いちばん良いセグメント「{ $segment }」に居る顧客の割合です。全 { $all } 社のうち { $n } 社で、データが足りず判定できない顧客も分母に含みます。

## 分布

overview-do-segment = 「{ $segment }」の { $n } 社を見る
overview-do-all = 顧客一覧を見る
overview-to-list = 顧客一覧
overview-bars = セグメントごとの顧客数
overview-bar = { $n } 社 · { $share } · 前月比 { $change }
overview-bar-alone = { $n } 社 · { $share }
overview-bars-most = 最も多いのは「{ $segment }」の { $n } 社（{ $share }）です。
overview-best-more = 「{ $segment }」は前月同日より { $n } 社増えました。
overview-best-fewer = 「{ $segment }」は前月同日より { $n } 社減りました。
overview-best-same = 「{ $segment }」は前月同日と同じ数です。
overview-column-accounts = 顧客（社）
overview-column-share = 全顧客に占める割合
overview-column-before = { $day } の顧客（社）
overview-column-change = 増減
overview-cell = { $place }（{ $segment }）: { $n } 社、全体の { $share }
overview-unrated = どの顧客もまだ判定できません。届いた事実の名前が指標の数える名前と違うか、まだ足りません。
overview-unrated-do = 足りないデータを見る
overview-left = 契約が終わった { $n } 社も含みます。
overview-left-do = 契約中の顧客だけを見る
overview-grid-nobody = どの顧客も、まだ両方の軸のランクが決まっていません。
overview-grid-most = 最も多いのは { $place } の { $n } 社（{ $share }）です。
overview-grid-moved = 前月同日から最も動いたのは { $place }（{ $change } 社）です。
overview-course = セグメントの割合の推移
overview-course-says = 全顧客に占める「{ $segment }」の割合は、{ $from } の { $before } から { $now } になりました。全顧客には、判定できない顧客も含みます。
overview-course-short = 割合の推移は、2 週間分の履歴ができると表示されます。
overview-empty = 顧客を取り込むと、ここに分布が表示されます
overview-empty-needs = 必要なのは顧客の一覧と、利用や接点の記録です。CSV か Excel のままで取り込めます。
overview-empty-do = ファイルを取り込む

## 声の聞こえない顧客

overview-accounts = { $n } 社
overview-silent = 接点のない顧客（サイレントカスタマー）
overview-silent-says = 契約中で { $days } 日以上接点が 1 つもない顧客は { $n } 社（{ $share }）です。{ $day } は { $before } でした。満足しているのか離れかけているのかは、この数からは分かりません。
overview-silent-part = 接点なし（社）
overview-silent-whole = 契約中（社）
overview-silent-list = この顧客を見る
overview-unnoticed = 気づかなかった解約
overview-unnoticed-says = この { $months } か月に解約した { $all } 社のうち、前の { $days } 日間に接点も兆候も注意のセグメントもなかったのは { $n } 社です。目標は 0 社です。
overview-unnoticed-part = 気づかなかった解約（社）
overview-unnoticed-whole = 解約（社）
overview-unnoticed-list = 解約の記録を見る

## 移り変わり

overview-moves-question = どこからどこへ動いたか。どの軸か
overview-period = 期間
overview-moves-caption = セグメントの移り変わり。行は前、列は後
overview-moves-from = 前
overview-moves-to = 後
overview-moves-out = 出た（社）
overview-moves-in = 入った（社）
overview-moves-cell = 「{ $from }」から「{ $to }」へ動いた { $n } 社
overview-moves-says = 直近 { $days } 日に { $n } 社がセグメントを移りました。良い方へ { $better } 社、悪い方へ { $worse } 社です（両方へ動いた顧客はどちらにも数えます）。
overview-moves-axis = 悪い方へ移った { $worse } 社のうち { $n } 社で { $axis } が下がっています。
overview-moves-worse = 悪い方へ移った顧客
overview-moves-against = その前の { $n } 日との比較
overview-moves-period = { $from } 〜 { $to }
overview-moves-definition = 期間中に一度でも、より悪いセグメントへ移った顧客の数です。同じ顧客は一度だけ数えます。データが足りずに判定できなくなった場合は含みません。
overview-moves-do = 「{ $segment }」に移った { $n } 社を見る
overview-moves-do-all = 移った { $n } 社を見る
overview-moves-note = 顧客は道筋ごとに一度だけ数えます。↑ は良い方へ、↓ は悪い方への移動です。軸の横の数は、その軸が上がった、または下がった顧客の数です。
overview-moves-empty = 直近 { $n } 日にセグメントを移った顧客は居ません
overview-moves-empty-needs = 移り変わりは、毎日の判定を前日と比べて見つけます。
overview-moves-widen = 直近 { $n } 日を見る
