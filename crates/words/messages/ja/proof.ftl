## Proof of a play

proof-tab = 効果
proof-question = この打ち手は、本当に効いていますか
proof-figure = 効果
proof-figure-meaning = 打ち手を実施した顧客と、比べるために何もしなかった顧客（対照）の差です。どちらになるかはくじで決めたので、差は打ち手によるものと考えられます。
proof-figure-meaning-weaker = 打ち手を実施した顧客と、似た条件のほかの顧客との差です。対照を置いていないため、打ち手以外の違いが混じっているおそれがあります。
proof-after = 開始から { $n } 日後
proof-by = 何で見るか
proof-days = いつ見るか
proof-look = この数字で見る
proof-choose = 何で見るかは、始める前に 1 つ決めておいてください。いくつも見比べて一番良いものを選ぶと、偶然の差を効果と取り違えます。
proof-retained = 契約の継続
proof-expansion = CMRR の増減
proof-segment = セグメント
proof-of-metrics = 指標
proof-what-retained = { $n } 日後も契約が続いている割合
proof-what-expansion = { $n } 日間の CMRR の増減（1 社あたりの平均）
proof-what-segment = { $n } 日後のセグメントの高さ（1 社あたりの平均。1 段は隣のセグメントとの差）
proof-what-metric = { $n } 日後の「{ $metric }」（1 社あたりの平均）
proof-points = ポイント
proof-segments = 段
proof-amount = { $value } { $unit }
proof-range = { $low } 〜 { $high }

## What came of it

proof-h-result = わかったこと
proof-good = 効果があったといえます。{ $what }は、実施した顧客のほうが { $amount } 高くなりました。
proof-bad = 逆効果だったといえます。{ $what }は、実施した顧客のほうが { $amount } 低くなりました。
proof-higher = 違いがあったといえます。{ $what }は、実施した顧客のほうが { $amount } 大きくなりました。
proof-lower = 違いがあったといえます。{ $what }は、実施した顧客のほうが { $amount } 小さくなりました。
proof-open-more = 効果があるかどうか、まだいえません。{ $what }は、実施した顧客のほうが { $amount } 高い結果ですが、この程度の差は偶然でも起こります。
proof-open = 効果があるかどうか、まだいえません。{ $what }は、実施した顧客のほうが { $amount } 低い結果ですが、この程度の差は偶然でも起こります。
proof-compared = 似た顧客と比べた差は { $amount } です（{ $what }）。対照を置いていないので、打ち手の効果とは言い切れません。
proof-means-range = 本当の差は、{ $low } から { $high } のあいだにあると見てください。毎日見ても 20 回に 19 回以上は外れないように、幅を広めに取っています。
proof-not-range = 1 社ごとの効果ではなく、平均の差です。これから始める別の打ち手に同じ効果があるとは限りません。
proof-means-range-weaker = 似た顧客との差は、{ $low } から { $high } のあいだと見積もられます。この幅は計算の細かさだけを表します。
proof-not-range-weaker = 実施する顧客を人や条件で選んだ影響は、取り除けていません。確かめるには、次から対照を置いてください。
proof-weaker = 参考
proof-see-runs = この打ち手を始めた顧客を見る
proof-nobody = この打ち手を始めた顧客は、まだいません
proof-nobody-needs = 打ち手を開始すると、実施した顧客と対照の顧客がここで比べられます。
proof-not-yet = まだ、数字でいえるだけのデータがありません
proof-why-horizon = 結果のわかった顧客がまだいません。最初の結果は { $day } にわかります。
proof-why-few = 結果のわかった顧客は、実施 { $treated } 社、対照 { $held } 社です。それぞれ { $needed } 社以上になると比べられます。
proof-why-kind = 続いた顧客と失った顧客のうち、少ないほうがまだ { $known } 社です。{ $needed } 社になるまでは、1 社の違いで数字が大きく動いてしまいます。
proof-why-same = どの顧客の結果も同じ値なので、差を測れません。
proof-why-no-treated = 打ち手を実施した顧客がいません。
proof-why-no-hold-out = 対照の顧客がいません。
proof-why-matches = 条件の似た顧客が足りません。似た相手のある実施顧客が { $matched } 社、相手の顧客が { $peers } 社で、それぞれ { $needed } 社以上必要です。
proof-when = 今のペースなら、{ $day } ごろに揃う見込みです。
proof-when-never = 今のままでは、待っても揃いません。対象を広げるか、対照の割合か、何で見るかを見直してください。
proof-lopsided = 実施と対照の社数が偏っているので、数字は出しません
proof-lopsided-needs = くじで { $share } を対照にしたはずですが、結果のわかった顧客の数は実施 { $treated } 社、対照 { $held } 社で、偶然では起こりにくい偏りです。片方だけ結果が欠けていないか確かめてください。

## The groups

proof-h-groups = 比べた顧客
proof-group = 区分
proof-group-n = 結果のわかった顧客
proof-group-mean = 結果（平均）
proof-group-treated = 実施した顧客
proof-group-held-out = 何もしなかった顧客（対照）
proof-group-peers = 似た条件のほかの顧客
proof-means-groups = どちらになるかはくじで決めました。実施と決めた顧客は、途中で打ち手が届かなかった場合も含めて数えます。都合の良い顧客だけを選ばないためです。
proof-not-groups = 結果の平均の差と上の「効果」は、少し違うことがあります。始める前の状態の違いを差し引いているためです。
proof-means-groups-weaker = 実施した顧客ごとに、開始前の CMRR、契約してからの長さ、セグメント、時期がよく似た顧客を 1 社選んで比べました。
proof-not-groups-weaker = 似た相手が見つからなかった { $n } 社については、何もいえません。
proof-unbalanced = 選んだあとも、両者の条件に無視できない違いが残っています。差の一部はそのせいかもしれません。
proof-waiting = 結果待ちの顧客が { $n } 社います。
proof-unknown = 期日を過ぎてもデータのない顧客が { $n } 社あり、除いています。
proof-beside = 始めたときに契約のなかった顧客 { $n } 社は、除いています。
proof-other-share = 対照の割合が違ったときに始めた顧客 { $n } 社は、除いています。

## The course

proof-h-course = 効果の見え方の移り変わり
proof-course-says = 点が差、縦の線がその幅です。線が 0 を離れたとき、差があるといえます。今の差は { $amount } です。
proof-course-not = 点の上下は、結果のわかった顧客が増えるにつれて起こるもので、効果そのものが上下したとは限りません。
proof-course-at = { $day }：{ $amount }（{ $range }）
proof-low = 下限
proof-high = 上限
proof-known = 結果のわかった顧客

## What it was worth

proof-h-worth = 損得
proof-worth-gain = 得たもの
proof-worth-cost = かかった手間
proof-worth-net = 差し引き
proof-worth-range = 差し引きの幅
proof-means-worth = 効果に、実施した顧客の CMRR と { $months } か月を掛け、タスク（のべ { $minutes } 分）とメール（{ $mails } 通）の費用を引いた見積もりです。
proof-means-worth-amount = 1 社あたりの CMRR の差に、実施した顧客の数と { $months } か月を掛け、タスク（のべ { $minutes } 分）とメール（{ $mails } 通）の費用を引いた見積もりです。
proof-not-worth = 大きな顧客にも小さな顧客にも同じだけ効くとみなしています。幅に 0 が入っていれば、得をしたとはまだいえません。
proof-costs-link = 費用の前提を変える

## The planner

proof-h-planner = どれくらいの効果なら見分けられるか
proof-plan-effect = 見分けたい効果
proof-plan-accounts = 必要な顧客（対照を含む）
proof-plan-weeks = かかる期間
proof-plan-n = { $n } 社
proof-plan-n-weeks = { $n } 週
proof-plan-none = 見分けられません
proof-means-planner = 今のペース（週 { $pace } 社、うち対照 { $share }）で、5 回に 4 回は見分けられる数です。1 年続けると、{ $smallest } の効果から見分けられます。
proof-means-planner-none = 今のペース（週 { $pace } 社、うち対照 { $share }）で、5 回に 4 回は見分けられる数です。1 年続けても、見分けられるだけの顧客は揃いません。
proof-not-planner = 見分けられないことは、効果がないこととは違います。小さな効果は、顧客が少ないと偶然に隠れます。

## How it is computed

proof-h-method = 計算のしかた
proof-method-lot = 対照を置いた打ち手では、開始のときのくじで分けた 2 群を、実際に受けたかどうかにかかわらず比べます（intent to treat）。
proof-method-always = 幅は、いつ何度見ても 95 % の確かさで正しい信頼列です（Waudby-Smith ほか 2024、arXiv:2103.06476）。決めた日に 1 回だけ見る普通の幅なら { $range } です。
proof-method-cuped = 開始前の値の違いを差し引く計算（CUPED）で、ばらつきは { $left } になりました。
proof-method-matched = 対照のない打ち手では、似た顧客を 1 社ずつ選ぶ比較（Abadie・Imbens 2006）を使います。
proof-method-wait = 契約の結果は、更新の手続きの遅れを見込んで、期日の { $n } 日後に数えます。

## In the list

proof-column = 継続率の差（ポイント）
proof-column-hint = 90 日後も契約が続いている割合の、実施した顧客と対照の差。括弧の中は差の幅です。
proof-cell = { $value }（{ $low } 〜 { $high }）
proof-cell-good = 効果あり
proof-cell-bad = 逆効果
proof-cell-open = まだいえない
proof-cell-wait = データ待ち
proof-cell-wait-until = データ待ち（{ $day } ごろ）
proof-cell-no-hold-out = 対照なし
proof-cell-lopsided = 偏りあり
proof-cell-nobody = －

## Costs

proof-costs-title = 費用の前提
proof-costs-question = 打ち手の手間を、いくらで見積もりますか
proof-costs-submit = 費用の前提を保存する
proof-costs-done = 費用の前提を保存しました。
proof-costs-minutes = タスク 1 件にかかる時間（分）
proof-costs-minutes-help = 完了したタスクの数に掛けて、手間を見積もります。
proof-costs-hourly = 1 時間あたりの費用
proof-costs-hourly-help = ワークスペースの通貨で入力してください。給与だけでなく、会社が負担する費用を含めた額が目安です。
proof-costs-mail = メール 1 通の費用
proof-costs-mail-help = ワークスペースの通貨で入力してください。0 でもかまいません。
proof-costs-months = 効果を数える月数
proof-costs-months-help = 契約を続けてもらえたことの価値を、何か月分で数えるかです。長いほど得が大きく見えます。
proof-problem-cost = 0 以上の数を入力してください（月数は 1 以上）。
