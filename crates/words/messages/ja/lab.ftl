lab-title = 検証
lab-question = このモデルは、離れる顧客を言い当てていましたか
lab-tabs = 検証のページ
lab-tab-back-test = モデル
lab-tab-metrics = 指標
lab-tab-survival = 継続

## What is asked

lab-look = 調べる
lab-model = モデル
lab-version = { $name } 第{ $version }版
lab-version-old = { $name } 第{ $version }版（以前）
lab-beside = 比べる相手
lab-beside-none = なし
lab-outcome = 起きたこと
lab-outcome-churn = 解約
lab-outcome-downgrade = 減額か解約
lab-horizon = いつまでに
lab-days = { $n } 日以内
lab-period = 期間
lab-months = { $n } か月
lab-sight = 使うデータ
lab-sight-then = その時点で分かっていたもの
lab-sight-now = 今分かっているもの
lab-looked-at = { $from }〜{ $to } の月末 { $n } 回

## Figures in words

lab-interval = { $low }〜{ $high } %
lab-with-interval = { $value }（{ $interval }）
lab-auc-short = { $value }（{ $low }〜{ $high }）
lab-too-few = 足りません
lab-lack-events = まだ言えません。離れた顧客が { $need } 社は必要ですが、{ $have } 社しかありません。
lab-lack-others = まだ言えません。残った顧客が { $need } 社は必要ですが、{ $have } 社しかありません。
lab-lack-rows = まだ言えません。見た回数（月末ごとの顧客）が { $need } 回は必要ですが、{ $have } 回しかありません。
lab-lack-spread = 値に違いがないため、言えません。
lab-lack-probabilities = このモデルは確率を言わないため、比べられません。
lab-lack-paired = 2 つの版が同じ顧客と日を見ていないため、比べられません。

## How well it orders

lab-auc = 見分ける力
lab-auc-unit = / 100
lab-auc-meaning = 離れた顧客と残った顧客を 1 社ずつ選んだとき、100 回のうち何回、離れた会社の方を「悪い」と判定していたかです。50 ならくじと同じ、100 なら完全です。専門用語では AUC です。
lab-who-left = 解約した顧客
lab-who-fell = 減額か解約した顧客
lab-auc-says-well = よく言い当てていました。{ $outcome }と残った顧客を 1 社ずつ選ぶと、100 回のうち { $value } 回、離れた会社の方を「悪い」と判定していました（確かさの幅 { $low }〜{ $high } 回）。
lab-auc-says-some = くじよりは当たります。{ $outcome }と残った顧客を 1 社ずつ選ぶと、100 回のうち { $value } 回、離れた会社の方を「悪い」と判定していました（確かさの幅 { $low }〜{ $high } 回）。
lab-auc-says-none = くじと変わらないかもしれません。離れた会社の方を「悪い」と判定したのは、100 回のうち { $value } 回です（確かさの幅 { $low }〜{ $high } 回。50 回がくじです）。
lab-auc-says-wrong = 逆を言っていました。離れた会社の方を「悪い」と判定したのは、100 回のうち { $value } 回だけです（確かさの幅 { $low }〜{ $high } 回）。条件の向きを見直してください。
lab-blind = 半分より多くの顧客について、その時点ではデータが足りませんでした。過去のデータを後から取り込むと、こうなります。
lab-blind-do = 今分かっているデータで調べる
lab-leak-says = 「{ $metric }」は、離れることが決まってから動いています。これを読む条件（{ $criteria }）は、早めの知らせになりません。見分ける力も高く出すぎています。

## What was looked at

lab-looked = 何を見たか
lab-counted = { $accounts } 社を { $looks } 回見て、そのうち { $events } 回は期限内に離れました。割合は { $rate } です。
lab-left-unripe = { $n } 回は、まだ期限が来ていないので数えていません。
lab-left-lost = { $n } 回は、期限まで見届けられなかったので数えていません。
lab-left-gone = { $n } 回は、もう離れていたので数えていません。
lab-left-unscored = { $n } 回は、データが足りずモデルが何も言えませんでした。見分ける力には入っていません。
lab-overall = 全体 { $share }
lab-chart-segments = セグメント別に、離れた割合
lab-segments-say = 「{ $best }」では { $low }、「{ $worst }」では { $high } が離れました。
lab-segments-inverted = ただし「{ $better }」（{ $high }）は、より悪いはずの「{ $worse }」（{ $low }）より多く離れました。
lab-segments-inverted-perhaps = ただし「{ $better }」（{ $high }）は、より悪いはずの「{ $worse }」（{ $low }）より多く離れました。幅が重なるので、偶然かもしれません。
lab-segments-say-none = 割合を言えるだけの顧客がいないセグメントがあります。
lab-column-looks = 見た回数
lab-column-rate = 離れた割合
lab-column-precision = 知らせの的中率
lab-precision-meaning = このセグメントかそれより悪いと言った回のうち、本当に離れた割合です。
lab-column-recall = 捉えた割合
lab-recall-meaning = 離れた回のうち、このセグメントかそれより悪いと言えていた割合です。
lab-alarm-says = 「{ $segment }」かそれより悪いセグメントを知らせと見ると、知らせた回のうち本当に離れたのは { $precision }、離れた回のうち知らせていたのは { $recall } です。
lab-missed-says = 離れた { $all } 社のうち { $n } 社（月 { $of } のうち { $money }）は、期限内の月末に一度も知らせがありませんでした。
lab-alarm-means = 的中率が低くても、手を打ったから残った顧客が混ざっているかもしれません。それを確かめるには、打ち手に比較対照を置きます。
lab-chart-tenths = リスクの順に 10 に分けて、離れた割合
lab-tenth = リスク { $n } / 10
lab-column-tenth = リスク（10 がいちばん高い）
lab-worst-says = いちばん悪い 1 割に、離れた回の { $caught } が入っていました。くじで選ぶ 1 割の { $lift } 倍です（{ $low }〜{ $high } 倍）。
lab-tenths-means = 右下がりや山があるときは、点の付け方のどこかが実際と逆です。同点の顧客は分けられないので、組の大きさは揃わず、組が 10 より少ないこともあります。
lab-lead = 何日前に分かったか
lab-lead-none = この期間に離れた顧客はいません。
lab-lead-says = 離れた { $of } 社のうち { $n } 社には、離れる日まで続く知らせがありました。知らせは中央値で { $middle } 日前からです（半数は { $low }〜{ $high } 日前）。
lab-unnoticed-says = 離れた時に知らせが出ていなかったのは { $share } です（期間を通して一度も出なかった { $never } 社、前に出たが消えていた { $lapsed } 社）。
lab-lead-means = 月末ごとに見ているので、日数は最大 1 か月短く出ます。
lab-moves = どこからどこへ動き、そのうち何社が離れたか
lab-column-from = 前の月末
lab-move = { $n } 回・{ $share }
lab-moves-means = 各欄は動いた回数と、動いた後に期限内で離れた割合です。
lab-cohorts = 顧客の種類別
lab-cohort-plan = プラン
lab-cohort-industry = 業種
lab-cohort-country = 地域
lab-cohort-since = 開始年
lab-cohort-other = その他
lab-column-auc = 見分ける力
lab-cohorts-means = 小さな集まりの数字は幅が広くなります。幅が重なるうちは、違うとは言えません。

## Two versions

lab-beside-head = 2 つを比べる
lab-beside-better = 「{ $other }」の方がよく見分けます。{ $second } に対して「{ $one }」は { $first } で、差は { $by } です（{ $low }〜{ $high }）。
lab-beside-worse = 「{ $one }」の方がよく見分けます。{ $first } に対して「{ $other }」は { $second } で、差は { $by } です（{ $low }〜{ $high }）。
lab-beside-same = どちらがよいとも言えません。「{ $one }」は { $first }、「{ $other }」は { $second } で、差は { $by } です（{ $low }〜{ $high }。0 を含むので、差がないこともありえます）。
lab-beside-means = 同じ顧客の同じ日で比べているので、差の幅はそれぞれの幅より狭くなります。

## What it does not say

lab-not = この数字が言わないこと
lab-not-cause = 悪いセグメントにいたから離れた、とは言いません。一緒に起きた、とだけ言います。
lab-not-future = これからも同じとは限りません。製品や顧客が変わったら、もう一度調べてください。
lab-not-contracts = 契約と担当者は今のもので見ています。事実だけが「その時点で分かっていたもの」です。
lab-not-interval = 「確かさの幅」は 95 % の幅です。同じように調べ直すと、20 回に 19 回は本当の値がその中に入ります。

## Metrics

lab-metrics-title = 効く指標
lab-metrics-question = どの指標が、離れる顧客を早く教えてくれますか
lab-to-metrics = 効く指標を見る
lab-to-model = モデルを検証する
lab-metrics-figure = 確かに効く指標
lab-metrics-of = / { $n } 個
lab-metrics-figure-meaning = 離れた顧客と残った顧客で、偶然とは言えない違いがある指標の数です。調べた指標の数だけ厳しく見ています（誤りの割合を 5 % までに抑える方法です）。
lab-metrics-says = { $tested } 個の指標を調べ、{ $sure } 個に偶然とは言えない違いがありました。たくさん調べるほど偶然当たるものが増えるので、その分を差し引いています。
lab-metrics-first = いちばん効くのは「{ $metric }」です。{ $side }ほど離れます。
lab-side-high = 高い
lab-side-low = 低い
lab-metrics-each = 指標ごと
lab-column-metric = 指標
lab-column-side = 悪い側
lab-column-early = 早さ
lab-early-meaning = 離れる何日前から違いが見えるかです。幅が 50 をまたがない、いちばん早い時期です。120 日前より前は調べていません。
lab-column-missing = データなし
lab-column-threshold = 分かれ目
lab-threshold-meaning = 離れた顧客と残った顧客が最もよく分かれる値です。月ごとに求め直したときの揺れを添えています。
lab-column-verdict = 結論
lab-sure = 効く
lab-chance = 偶然かもしれない
lab-leaks = 後から動く
lab-leaks-meaning = 離れることが決まってから動く指標です。早めの知らせには使えません。離れた { $leavers } 社のうち { $marked } 社に現れ、現れてから離れるまで中央値 { $lead } 日です。
lab-days-before = { $n } 日前
lab-threshold = { $at }（選び直すと { $spread } ほど動く）
lab-threshold-alone = { $at }
lab-chart-metrics = 指標ごとの見分ける力
lab-coin = 50 = くじ
lab-one-says = 下から 10 等分した値と、離れた割合です。{ $verdict }
lab-one-sure = この違いは偶然とは言えません。
lab-one-chance = この程度の違いは、偶然でも起きます。
lab-chart-one = { $metric }の値と、離れた割合
lab-column-value = 値
lab-range = { $from }〜{ $to }
lab-together = 一緒に動く指標
lab-together-says = 並びが近い指標は、同じことを測っています。どれか 1 つを条件にすれば足ります。
lab-together-pairs = 特に近い組
lab-pair = 「{ $one }」と「{ $other }」（同じ動きの度合い { $value }、完全に同じなら 1）
lab-together-all = よく効く指標どうしの一覧
lab-together-none = 特に近い組はありません。
lab-metrics-not = 分かれ目は過去に合わせて選んだものです。モデルに入れたら、この後の月で確かめてください。

## Survival

lab-survival-title = 継続
lab-survival-question = 顧客は、契約からどれだけ続いていますか
lab-survival-figure = 1 年続く割合
lab-survival-figure-meaning = 最初の契約から 1 年後に、まだ契約がある顧客の割合です。まだ 1 年たっていない顧客も、見届けた分だけ数えています（カプラン・マイヤー法）。
lab-survival-says = 1 年続くのは { $year }、2 年続くのは { $two } です。
lab-survival-says-one = 1 年続くのは { $year } です。
lab-survival-says-early = まだ 1 年見届けた顧客がいません。
lab-survival-accounts = { $n } 社
lab-survival-median = 半分になるのは { $months } か月後です。
lab-survival-median-none = まだ半分も離れていません。
lab-survival-by = 分け方
lab-survival-by-none = 全体
lab-chart-survival = 続いている割合（%）
lab-month = { $n } か月
lab-column-month = 経過
lab-column-stays-of = { $name }：続く割合
lab-column-at-risk-of = { $name }：見ている社数
lab-groups-differ = 種類によって違います。本当は違いがない場合、これほど違って見えることは { $p } の割合でしか起きません。
lab-groups-alike = 種類による違いは、偶然でも起きる程度です。本当は違いがない場合でも、{ $p } の割合でこれくらい違って見えます。
lab-groups-lack = 種類による違いを言うには、離れた顧客が足りません。
lab-survival-none = まだ契約がありません
lab-survival-none-needs = 契約を取り込むと、どれだけ続くかがここに出ます。
lab-survival-import = 契約を取り込む
lab-survival-not = 契約の開始から数えています。種類は今のものなので、途中でプランを変えた顧客は今のプランに入っています。

## Models, and what a text would change

lab-tab-models = 試算
lab-models = モデルの試算と版
lab-models-question = どのモデルを、いつ、なぜ変えましたか
lab-models-means = モデルは文章です。変える前に、誰の何が変わるかを試せます。以前の版にはいつでも戻せます。
lab-to-what-if = 変えたらどうなるか試す
lab-model-question = この文章に変えると、誰の何が変わりますか
lab-publish = このモデルを公開する
lab-published = モデルを公開しました。過去の状態を計算し直しています。
lab-what-if = 公開するとこうなる
lab-what-if-new = 新しいモデルです。比べる相手はまだありません。
lab-what-if-says =
    { $inside ->
        [0] セグメントが上がる { $up } 社、下がる { $down } 社、データの扱いが変わる { $other } 社。{ $same } 社は、セグメントも、ランク・点数・未達の条件も変わりません。
       *[other] セグメントが上がる { $up } 社、下がる { $down } 社、データの扱いが変わる { $other } 社。{ $same } 社はセグメントが変わりませんが、うち { $inside } 社はランク・点数・未達の条件のどれかが変わります。
    }
lab-what-if-from = 今
lab-what-if-to = 公開後
lab-what-if-moves = どこからどこへ
lab-what-if-shifts = セグメントが変わる顧客
lab-what-if-more = ほかに { $n } 社あります。
lab-what-if-course = この 1 年はどう見えていたか
lab-what-if-course-means = 各欄は割合（%）で、「公開中の版 → この文章」です。
lab-what-if-day = 月末
lab-what-if-share = { $old } → { $new }
lab-what-if-published = 公開中の版
lab-what-if-text = この文章
lab-what-if-work = 公開した直後に増える仕事
lab-what-if-work-says = タスクは { $tasks } 件（今のままなら { $now } 件）、兆候は { $signals } 件（今のままなら { $rang } 件）になります。公開するとすぐに始まり、版を戻しても、できたタスクは消えません。
lab-what-if-hours = 1 件 { $minutes } 分として、タスクに { $hours } 時間（今のままなら { $now } 時間）かかります。
lab-what-if-what = 打ち手・兆候
lab-what-if-play = 打ち手：{ $name }
lab-what-if-signal = 兆候：{ $name }
lab-what-if-tasks = タスク
lab-what-if-messages = メッセージ
lab-what-if-change = { $old } → { $new }
lab-diff = 前の版との違い
lab-file = ファイルで保存
lab-restore = 第 { $n } 版に戻す
lab-restored-reason = 第 { $n } 版に戻した

## Learned risk

lab-tab-learned = 学習
lab-learned-title = 学習したリスク
lab-learned-question = 過去から学んだ式は、手作りのモデルよりよく当たりますか
lab-learned-figure = 手作りのモデルの見分ける力
lab-learned-figure-meaning = 学習に使っていない、いちばん新しい期間で測った値です。50 ならくじと同じ、100 なら完全です。
lab-learned-pick-hand = 手作りのモデル「{ $hand }」で足ります。学習した式は、これより確かによいとは言えません。
lab-learned-pick-one = 指標 1 つ（{ $metric }）で足ります。ほかの式は、これより確かによいとは言えません。
lab-learned-pick-logistic = 学習した単純な式（足し算の式）が、手作りのモデルより確かによく当たりました。
lab-learned-pick-boosted = 学習した複雑な式（木の組み合わせ）が、ほかより確かによく当たりました。
lab-learned-contenders = 比べた相手
lab-kind-hand = 手作り：{ $hand }
lab-kind-one = 指標 1 つ：{ $metric }
lab-kind-logistic = 学習：足し算の式
lab-kind-boosted = 学習：木の組み合わせ
lab-column-kind = 作り方
lab-learned-periods = いつのデータで、何をしたか
lab-learned-period = { $what }：{ $from }〜{ $to }、{ $rows } 回を見て { $events } 回離れました。
lab-learned-train = 学ぶ
lab-learned-calibrate = 確率に直す
lab-learned-validate = 確かめる
lab-learned-time = 期間は時間の順に分け、間に見届ける日数を空けています。未来を見て学ぶことはありません。
lab-show = 内容を見る
lab-learned-weights = 式の中身
lab-learned-weights-means = 標準的なばらつき 1 つ分、指標が上がると、離れやすさ（対数オッズ）がどれだけ変わるかです。似た指標には重みが分かれます。
lab-column-weight = 重み
lab-learned-risky = 今、リスクが高い顧客
lab-learned-risky-means = 足し算の式による、期限内に離れる確率です。理由は、平均的な顧客より確率を上げている指標です。
lab-column-risk = 離れる確率
lab-column-because = 理由
lab-learned-because = { $metric } { $value }
lab-learned-none = 今、契約のある顧客がいません。
lab-learned-longer = 上の数は、時間の順に分けた期間のうち、足りない期間のものです。「期間」を長くすると、離れた顧客の少ない昔が増えて、かえって足りなくなることがあります。「いつまでに」を短くするか、離れた顧客の記録が増えるまで、手作りのモデルを使ってください。
lab-learned-late = 離れることが決まってから動く指標（{ $metrics }）は、学習に使っていません。

## Keeping a learned formula

lab-keep-head = 指標として残す
lab-keep = この式を指標として残す
lab-keep-anew = この式に入れ替える
lab-keep-who = 指標として残せるのはマネージャーです。
lab-keep-not-yet = まだ残していません。残すと「{ $id }」という指標になり、モデルの条件や軸に使えます。
lab-keep-kept = 「{ $name }」（{ $id }）として残しています。{ $until } までの結果から学んだ式です。
lab-keep-same = このページの式と同じものです。
lab-keep-nothing = 今は残せる式がありません。離れた顧客がまだ少ないか、式を確率に直せませんでした。
lab-keep-own = このページの足し算の式は、{ $until } までの結果から学び、その後の期間での見分ける力は { $auc } です。
lab-keep-by = どちらの式も知らない期間の { $rows } 回で比べると、残している式との差は { $by } です（{ $low }〜{ $high }。プラスなら新しい式の方がよく当たります）。
lab-keep-by-untold = 残している式と比べられるだけの、どちらも知らない期間がまだありません。
lab-keep-means = 残すのは足し算の式で、重みは指標の文章にそのまま書かれ、誰でも読めます。手作りのモデルより当たるとは限りません。上の「比べた相手」で確かめてください。
lab-keep-versions = 指標の版を見る・前の版に戻す
lab-kept = 指標として残しました。過去の値を計算し直しています。
lab-risk-name-churn = 解約リスク（{ $n }日）
lab-risk-name-downgrade = 減額・解約リスク（{ $n }日）
lab-risk-about-churn = { $n }日以内に解約する確率です。過去の結果から学んだ式によるもので、原因を言うものではありません。
lab-risk-about-downgrade = { $n }日以内に減額か解約になる確率です。過去の結果から学んだ式によるもので、原因を言うものではありません。
lab-risk-reason = 過去の結果から学んだ式。{ $until } までの結果で学び、その後の期間での見分ける力は { $value }（{ $low }〜{ $high }）
lab-risk-reason-untold = 過去の結果から学んだ式。{ $until } までの結果で学んだ。その後の期間で離れた顧客は、見分ける力を言うには少ない
lab-again = 毎月学び直す
lab-again-do = 毎月学び直す
lab-again-stop = 学び直しをやめる
lab-again-off = 今は学び直していません。残した式の重みは変わりません。
lab-again-on = 毎月、直近 { $months } か月から学び直しています。次は { $next } の夜か、その後の最初の夜です。
lab-again-asked = 毎月学び直します。
lab-again-stopped = 学び直しをやめました。残した式はそのまま使えます。
lab-again-means = 月の最初の夜に、新しい月を加えて学びます。どちらの式も知らない期間で今の式に劣らないときだけ、次の版として入れ替えます。版はいつでも戻せます。
lab-again-published = { $day } に新しい重みへ入れ替えました。どちらの式も知らない期間での見分ける力の差は { $by }（{ $low }〜{ $high }）です。
lab-again-same = { $day } に学び直し、同じ重みになりました。
lab-again-worse = { $day } に学び直しましたが、入れ替えていません。どちらの式も知らない期間での見分ける力の差は { $by }（{ $low }〜{ $high }）で、今の式の方がよく当たります。
lab-again-untold = { $day } に学び直しましたが、入れ替えていません。どちらの式も知らない期間が短く、比べられませんでした。
lab-again-unlearned = { $day } に学び直そうとしましたが、離れた顧客が少ないか、式を確率に直せませんでした。今の式のままです。
lab-again-refused = { $day } に学び直しましたが、入れ替えていません。新しい文章では、ほかの定義が読めなくなります。
lab-again-auc = 新しい式の見分ける力は { $value }（{ $low }〜{ $high }）でした。
lab-knew-says = 見た月末 { $all } 回のうち { $n } 回は、「{ $metrics }」が学んだ期間（{ $until } まで）に入っています。式は答えを知っていたので、下の成績は実際より良く出ます。
lab-knew-after = その後の月末だけで見ると、見分ける力は { $auc } です。
lab-knew-lack = その後の月末だけでは：{ $lack }

## The metrics' versions

lab-metric-set = 指標の定義と版
lab-metric-set-question = 指標の決め方を、いつ、なぜ変えましたか
lab-metric-set-means = すべての指標は 1 つの文章です。学習した式もその中にあり、重みを読めます。以前の版に戻すと、過去の値も計算し直されます。
lab-metric-set-published = 指標を公開しました。過去の値を計算し直しています。
lab-metric-set-refused = この版には戻せません。今のモデルや打ち手などが、その版にない指標を読んでいます。
