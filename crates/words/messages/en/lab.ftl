lab-title = Lab
lab-question = Did this model foretell who would leave?
lab-tabs = Pages of the lab
lab-tab-back-test = Model
lab-tab-metrics = Metrics
lab-tab-survival = Survival

## What is asked

lab-look = Look
lab-model = Model
lab-version = { $name }, version { $version }
lab-version-old = { $name }, version { $version } (earlier)
lab-beside = Beside
lab-beside-none = None
lab-outcome = What happened
lab-outcome-churn = Churn
lab-outcome-downgrade = Downgrade or churn
lab-horizon = By when
lab-days = within { $n } days
lab-period = Period
lab-months = { $n } months
lab-sight = Data used
lab-sight-then = What was known then
lab-sight-now = What is known now
lab-looked-at = { $n } month ends, { $from } to { $to }

## Figures in words

lab-interval = { $low }–{ $high } %
lab-with-interval = { $value } ({ $interval })
lab-auc-short = { $value } ({ $low }–{ $high })
lab-too-few = Too few
lab-lack-events = Nothing can be said yet: it takes { $need } customers who left, and there are { $have }.
lab-lack-others = Nothing can be said yet: it takes { $need } customers who stayed, and there are { $have }.
lab-lack-rows = Nothing can be said yet: it takes { $need } looks (customers at month ends), and there are { $have }.
lab-lack-spread = All values are alike, so nothing can be said.
lab-lack-probabilities = This model states no probabilities, so they cannot be compared.
lab-lack-paired = The two versions did not look at the same customers and days, so they cannot be compared.

## How well it orders

lab-auc = Power to tell
lab-auc-unit = of 100
lab-auc-meaning = Take one customer who left and one who stayed: in so many of 100 cases the model called the one who left the worse. 50 is a coin, 100 is perfect. Statisticians call it AUC.
lab-who-left = who left
lab-who-fell = who paid less or left
lab-auc-says-well = It foretold well. Of one customer { $outcome } and one who stayed, it called the former the worse in { $value } of 100 cases (sure to within { $low }–{ $high }).
lab-auc-says-some = It is better than a coin. Of one customer { $outcome } and one who stayed, it called the former the worse in { $value } of 100 cases (sure to within { $low }–{ $high }).
lab-auc-says-none = It may be no better than a coin: it called the one who left the worse in { $value } of 100 cases (sure to within { $low }–{ $high }; a coin does 50).
lab-auc-says-wrong = It said the opposite: it called the one who left the worse in only { $value } of 100 cases (sure to within { $low }–{ $high }). Look at which way its criteria point.
lab-blind = For more than half of the customers there was too little data at the time. So it is when the past was imported later.
lab-blind-do = Look with what is known now
lab-leak-says = “{ $metric }” moves only once leaving is decided. Criteria that read it ({ $criteria }) are no early warning, and make the power to tell look too good.

## What was looked at

lab-looked = What was looked at
lab-counted = { $accounts } customers were looked at { $looks } times; in { $events } of these they left in time, a share of { $rate }.
lab-left-unripe = { $n } looks are not counted: the time is not over yet.
lab-left-lost = { $n } looks are not counted: the customer went out of sight.
lab-left-gone = { $n } looks are not counted: the customer had left already.
lab-left-unscored = In { $n } looks there was too little data for the model to say anything. They are not in the power to tell.
lab-overall = all { $share }
lab-chart-segments = Share that left, by segment
lab-segments-say = Of “{ $best }” { $low } left, of “{ $worst }” { $high }.
lab-segments-inverted = But more of “{ $better }” left ({ $high }) than of “{ $worse }” ({ $low }), which should be worse.
lab-segments-inverted-perhaps = But more of “{ $better }” left ({ $high }) than of “{ $worse }” ({ $low }), which should be worse. Their ranges overlap, so it may be chance.
lab-segments-say-none = Some segments have too few customers for a share.
lab-column-looks = Looks
lab-column-rate = Share that left
lab-column-precision = Warnings that were right
lab-precision-meaning = Of the looks in this segment or a worse one, the share in which the customer really left.
lab-column-recall = Caught
lab-recall-meaning = Of the looks after which a customer left, the share that were in this segment or a worse one.
lab-alarm-says = If “{ $segment }” and worse is a warning, { $precision } of warnings were right, and { $recall } of those who left had been warned of.
lab-missed-says = Of { $all } customers who left, { $n } had no warning at any month end in time ({ $money } of { $of } a month).
lab-alarm-means = A warning that proves wrong may be a customer who stayed because somebody acted. Only a hold-out in a play can tell.
lab-chart-tenths = Share that left, by tenth of risk
lab-tenth = Risk { $n } / 10
lab-column-tenth = Risk (10 is the highest)
lab-worst-says = The worst tenth held { $caught } of those who left: { $lift } times as many as a tenth drawn by lot ({ $low }–{ $high } times).
lab-tenths-means = Where it falls or has a hump, something in the scoring points the wrong way. Ties cannot be parted, so groups differ in size and may be fewer than ten.
lab-lead = How early
lab-lead-none = Nobody left in this period.
lab-lead-says = Of { $of } customers who left, { $n } had a warning that lasted until then. Half of these warnings began more than { $middle } days before (the middle half { $low }–{ $high } days).
lab-unnoticed-says = { $share } had no warning when they left ({ $never } never had one in the whole period, { $lapsed } had one that had gone).
lab-lead-means = Customers are looked at once a month, so days are up to a month too few.
lab-moves = From where to where, and how many of these left
lab-column-from = Month end before
lab-move = { $n } · { $share }
lab-moves-means = Each cell has the number of moves, and the share that left in time after it.
lab-cohorts = By kind of customer
lab-cohort-plan = Plan
lab-cohort-industry = Industry
lab-cohort-country = Region
lab-cohort-since = Year of start
lab-cohort-other = Others
lab-column-auc = Power to tell
lab-cohorts-means = Figures of small groups are wide. While their ranges overlap, groups cannot be said to differ.

## Two versions

lab-beside-head = Two side by side
lab-beside-better = “{ $other }” tells better: { $second }, against { $first } of “{ $one }”. The difference is { $by } ({ $low }–{ $high }).
lab-beside-worse = “{ $one }” tells better: { $first }, against { $second } of “{ $other }”. The difference is { $by } ({ $low }–{ $high }).
lab-beside-same = Neither can be said to be better. “{ $one }” has { $first }, “{ $other }” { $second }; the difference is { $by } ({ $low }–{ $high }, which holds 0: there may be none).
lab-beside-means = Both are compared on the same customers and days, so the range of the difference is narrower than that of each.

## What it does not say

lab-not = What these figures do not say
lab-not-cause = Not that anybody left because of their segment: only that the two went together.
lab-not-future = Not that it stays so. When the product or the customers have changed, look again.
lab-not-contracts = Contracts and people are those of now. Only facts are limited to what was known then.
lab-not-interval = Ranges are 95 % ranges: if all of this were done again and again, 19 of 20 would hold the true value.

## Metrics

lab-metrics-title = Metrics that matter
lab-metrics-question = Which metric tells early who will leave?
lab-to-metrics = See which metrics matter
lab-to-model = Test the model
lab-metrics-figure = Metrics that surely matter
lab-metrics-of = of { $n }
lab-metrics-figure-meaning = Metrics in which those who left differ from those who stayed beyond chance. The more metrics are looked at, the stricter each is judged (false finds are held to 5 % of the list).
lab-metrics-says = { $tested } metrics were looked at; in { $sure } of them the difference is beyond chance. The more are looked at, the more hit by chance: that is taken into account.
lab-metrics-first = “{ $metric }” tells most: the { $side } it is, the more leave.
lab-side-high = higher
lab-side-low = lower
lab-metrics-each = Each metric
lab-column-metric = Metric
lab-column-side = Bad side
lab-column-early = How early
lab-early-meaning = How many days before leaving the difference can be seen: the earliest time at which the range is clear of 50.
lab-column-missing = No data
lab-column-threshold = Dividing value
lab-threshold-meaning = The value that parts those who left from those who stayed best, with how much it wavers when found for each month alone.
lab-column-verdict = Verdict
lab-sure = Matters
lab-chance = May be chance
lab-leaks = Moves too late
lab-leaks-meaning = It moves only once leaving is decided, so it is no early warning: { $marked } of { $leavers } customers who left showed it, half of them { $lead } days before or later.
lab-days-before = { $n } days before
lab-threshold = { $at } (moves by { $spread } when found anew)
lab-threshold-alone = { $at }
lab-chart-metrics = Power to tell of each metric
lab-coin = 50 = a coin
lab-one-says = Values in ten equal parts from the lowest, and the share that left. { $verdict }
lab-one-sure = The difference is beyond chance.
lab-one-chance = A difference like this happens by chance, too.
lab-chart-one = { $metric } and the share that left
lab-column-value = Value
lab-range = { $from }–{ $to }
lab-together = Metrics that go together
lab-together-says = Metrics beside each other measure the same. One of them is enough as a criterion.
lab-together-pairs = Closest pairs
lab-together-all = The strongest metrics, pair by pair
lab-pair = “{ $one }” and “{ $other }” (alike by { $value }; 1 is the same)
lab-together-none = No two are that close.
lab-metrics-not = Dividing values were chosen to fit the past. Once they are in a model, check them on the months that follow.

## Survival

lab-survival-title = Survival
lab-survival-question = How long do customers stay from their first contract on?
lab-survival-figure = Stay a year
lab-survival-figure-meaning = The share of customers who still have a contract a year after their first one began. Customers who have not had a year yet count for the time that they were seen (Kaplan–Meier).
lab-survival-says = { $year } stay a year, { $two } stay two.
lab-survival-says-one = { $year } stay a year.
lab-survival-says-early = Nobody has been seen for a year yet.
lab-survival-accounts = { $n } customers
lab-survival-median = Half are gone after { $months } months.
lab-survival-median-none = Less than half have left.
lab-survival-by = Tell apart by
lab-survival-by-none = All
lab-chart-survival = Share that stays (%)
lab-month = { $n } mo
lab-column-month = Since start
lab-column-stays-of = { $name }: stay
lab-column-at-risk-of = { $name }: seen
lab-groups-differ = The groups differ. If they did not, so large a difference would be seen with a chance of only { $p }.
lab-groups-alike = Differences between the groups are no larger than chance makes them: without any, such a difference is seen with a chance of { $p }.
lab-groups-lack = Too few have left to say whether the groups differ.
lab-survival-none = There is no contract yet
lab-survival-none-needs = Once contracts are imported, this shows how long customers stay.
lab-survival-import = Import contracts
lab-survival-not = Time is counted from the first contract. Groups are those of now: who changed plans is with the plan of today.

## Models, and what a text would change

lab-tab-models = What if
lab-models = Models: what if, and versions
lab-models-question = Which model was changed when, and why?
lab-models-means = A model is text. Before it changes you can see what of whom would change. Earlier versions come back with one click.
lab-to-what-if = Try a change
lab-model-question = If this were the text, what of whom would change?
lab-publish = Publish this model
lab-published = The model is published. The past is being computed again.
lab-what-if = What publishing would do
lab-what-if-new = This is a new model: there is nothing to compare it with yet.
lab-what-if-says =
    { $inside ->
        [0] { $up } would rise to a better segment, { $down } would fall, { $other } would gain or lose data. { $same } keep their segment, their ranks or score, and their unmet criteria.
       *[other] { $up } would rise to a better segment, { $down } would fall, { $other } would gain or lose data. { $same } keep their segment, but ranks, score or unmet criteria of { $inside } of them change.
    }
lab-what-if-from = Now
lab-what-if-to = Then
lab-what-if-moves = From where to where
lab-what-if-shifts = Accounts whose segment changes
lab-what-if-more = And { $n } more.
lab-what-if-course = How the last year would have looked
lab-what-if-course-means = Each cell has shares in percent: published version → this text.
lab-what-if-day = Month end
lab-what-if-share = { $old } → { $new }
lab-what-if-published = The published version
lab-what-if-text = This text
lab-what-if-work = Work right after publishing
lab-what-if-work-says = There would be { $tasks } tasks (as it is: { $now }) and { $signals } signals (as it is: { $rang }). They begin as soon as it is published, and tasks stay when an older version comes back.
lab-what-if-hours = At { $minutes } minutes each, the tasks take { $hours } hours ({ $now } as things are).
lab-what-if-what = Play or signal
lab-what-if-play = Play: { $name }
lab-what-if-signal = Signal: { $name }
lab-what-if-tasks = Tasks
lab-what-if-messages = Messages
lab-what-if-change = { $old } → { $new }
lab-diff = What it changed
lab-file = Save as file
lab-restore = Go back to version { $n }
lab-restored-reason = Back to version { $n }

## Learned risk

lab-tab-learned = Learned
lab-learned-title = Learned risk
lab-learned-question = Is a formula learned from the past better than the hand-made model?
lab-learned-figure = Power to tell of the hand-made model
lab-learned-figure-meaning = Measured on the newest period, which nothing was learned from. 50 is a coin, 100 is perfect.
lab-learned-pick-hand = The hand-made model “{ $hand }” is enough: no learned formula is surely better.
lab-learned-pick-one = One metric ({ $metric }) is enough: no other formula is surely better.
lab-learned-pick-logistic = The simple learned formula (a sum) was surely better than the hand-made model.
lab-learned-pick-boosted = The involved learned formula (many trees) was surely better than all others.
lab-learned-contenders = What was compared
lab-kind-hand = Hand-made: { $hand }
lab-kind-one = One metric: { $metric }
lab-kind-logistic = Learned: a sum
lab-kind-boosted = Learned: trees
lab-column-kind = Made how
lab-learned-periods = Which data was used for what
lab-learned-period = { $what }: { $from } to { $to }, { $rows } looks, of which { $events } left.
lab-learned-train = Learning
lab-learned-calibrate = Turning into probabilities
lab-learned-validate = Checking
lab-learned-time = Periods follow each other in time, with the days of waiting between them: nothing is learned from the future.
lab-show = Show
lab-learned-weights = What is in the formula
lab-learned-weights-means = How much leaving becomes likelier (in log-odds) when the metric is one standard deviation higher. Metrics that are alike share their weight.
lab-column-weight = Weight
lab-learned-risky = Customers at risk today
lab-learned-risky-means = The chance of leaving in time by the sum. Reasons are the metrics that raise it above an average customer’s.
lab-column-risk = Chance of leaving
lab-column-because = Because of
lab-learned-because = { $metric } { $value }
lab-learned-none = No customer has a contract today.
lab-learned-longer = The number above is of the part of the period, cut by time, that has too few. A longer period adds an older past in which fewer left, so it may have even fewer. Shorten “by when”, or use the hand-made model until more customers who left are on record.
lab-learned-late = Metrics that move only once leaving is decided ({ $metrics }) were not learned from.

## Keeping a learned formula

lab-keep-head = Keep as a metric
lab-keep = Keep this formula as a metric
lab-keep-anew = Put this formula in its place
lab-keep-who = Managers can keep it as a metric.
lab-keep-not-yet = Not kept yet. Kept, it is the metric “{ $id }”, which criteria and axes of a model can read.
lab-keep-kept = Kept as “{ $name }” ({ $id }). The formula learned from outcomes up to { $until }.
lab-keep-same = It is the formula of this page.
lab-keep-nothing = There is no formula to keep now: too few customers left yet, or it could not be turned into chances.
lab-keep-own = The sum of this page learned from outcomes up to { $until }; in the time after that its power to tell is { $auc }.
lab-keep-by = On { $rows } looks that neither learned from, it differs from the kept one by { $by } ({ $low } to { $high }; above 0 the new one tells better).
lab-keep-by-untold = There is not enough time yet that neither learned from to compare it with the kept one.
lab-keep-means = What is kept is the sum; its weights stand in the text of the metrics for anybody to read. It need not tell better than the hand-made model: see the contenders above.
lab-keep-versions = See versions of the metrics, or go back to one
lab-kept = Kept as a metric. The past is being computed again.
lab-risk-name-churn = Risk of churn, { $n } days
lab-risk-name-downgrade = Risk of downgrade or churn, { $n } days
lab-risk-about-churn = The chance to leave within { $n } days, by a formula learned from past outcomes. It says nothing of causes.
lab-risk-about-downgrade = The chance to pay less or leave within { $n } days, by a formula learned from past outcomes. It says nothing of causes.
lab-risk-reason = Learned from outcomes up to { $until }; power to tell in the time after that: { $value } ({ $low } to { $high })
lab-risk-reason-untold = Learned from outcomes up to { $until }; too few left after that to measure its power to tell
lab-again = Learn again each month
lab-again-do = Learn again each month
lab-again-stop = Stop learning again
lab-again-off = It is not learned again now. The weights of the kept formula stay as they are.
lab-again-on = It is learned again each month from the latest { $months } months. Next on the night of { $next }, or the first night after it.
lab-again-asked = It will be learned again each month.
lab-again-stopped = It is no longer learned again. The kept formula stays.
lab-again-means = On the first night of a month it learns with the new month. Only where it tells no worse than the present formula, in time that neither learned from, it takes its place as the next version. Any version can be brought back.
lab-again-published = On { $day } new weights took the place of the old ones. In time that neither learned from they differ in power to tell by { $by } ({ $low } to { $high }).
lab-again-same = Learned again on { $day }, with the same weights.
lab-again-worse = Learned again on { $day }, but not put in place: in time that neither learned from it differs in power to tell by { $by } ({ $low } to { $high }), so the present formula tells better.
lab-again-untold = Learned again on { $day }, but not put in place: there was too little time that neither learned from to compare.
lab-again-unlearned = On { $day } too few customers had left to learn again, or the formula could not be turned into chances. The present one stays.
lab-again-refused = Learned again on { $day }, but not put in place: other definitions could not be read with the new text.
lab-again-auc = The new formula’s power to tell was { $value } ({ $low } to { $high }).
lab-knew-says = { $n } of the { $all } month ends looked at lie in the time that “{ $metrics }” learned from (up to { $until }). The formula knew the answers there, so the figures below are better than it will do.
lab-knew-after = On the month ends after that alone, the power to tell is { $auc }.
lab-knew-lack = On the month ends after that alone: { $lack }

## The metrics' versions

lab-metric-set = Metrics and their versions
lab-metric-set-question = When and why did we change how metrics are made?
lab-metric-set-means = All metrics are one text. Learned formulas are in it, with weights to read. Going back to an earlier version computes the past again, too.
lab-metric-set-published = The metrics are published. The past is being computed again.
lab-metric-set-refused = This version cannot come back: models, plays or other definitions of today read metrics that it does not have.
