## Proof of a play

proof-tab = Effect
proof-question = Does this play really work?
proof-figure = Effect
proof-figure-meaning = The difference between accounts that got the play and accounts that were held out to compare with. A lot decided who is which, so the difference is due to the play.
proof-figure-meaning-weaker = The difference between accounts that got the play and similar ones that did not. As nobody was held out, differences that have nothing to do with the play may be in it.
proof-after = { $n } days after entry
proof-by = Judged by
proof-days = When
proof-look = Judge by this
proof-choose = Decide by what to judge the play before it starts. Whoever tries several and takes the best mistakes chance for an effect.
proof-retained = Contract kept
proof-expansion = Change of CMRR
proof-segment = Segment
proof-of-metrics = Metrics
proof-what-retained = the share of accounts under contract after { $n } days
proof-what-expansion = the change of CMRR over { $n } days (mean of an account)
proof-what-segment = the height of the segment after { $n } days (mean of an account; 1 step is the next segment)
proof-what-metric = “{ $metric }” after { $n } days (mean of an account)
proof-points = points
proof-segments = segments
proof-amount = { $value } { $unit }
proof-range = { $low } to { $high }

## What came of it

proof-h-result = What is known
proof-good = The play works. In accounts that got it, { $what } is higher by { $amount }.
proof-bad = The play does harm. In accounts that got it, { $what } is lower by { $amount }.
proof-higher = The play makes a difference. In accounts that got it, { $what } is larger by { $amount }.
proof-lower = The play makes a difference. In accounts that got it, { $what } is smaller by { $amount }.
proof-open-more = Nobody can tell yet whether the play works. By { $what }, treated customers are { $amount } higher, but chance alone makes differences of that size.
proof-open = Nobody can tell yet whether the play works. By { $what }, treated customers are { $amount } lower, but chance alone makes differences of that size.
proof-compared = Compared with similar accounts, the difference in { $what } is { $amount }. As nobody was held out, that need not be due to the play.
proof-means-range = Take the true difference to lie between { $low } and { $high }. The range is wide enough to be right in at least 19 of 20 plays, even if you look every day.
proof-not-range = It is a mean, not the effect on each account, and no promise for another play.
proof-means-range-weaker = The difference to similar accounts is estimated to lie between { $low } and { $high }. The range says only how exact the sum is.
proof-not-range-weaker = It cannot take away how accounts were chosen for the play. To be sure, hold some out next time.
proof-weaker = A hint only
proof-see-runs = See who entered
proof-nobody = No account has entered this play yet
proof-nobody-needs = Once it runs, accounts that got it are compared here with those that were held out.
proof-not-yet = There is not enough data for a number yet
proof-why-horizon = No outcome is known yet. The first will be known on { $day }.
proof-why-few = Outcomes are known of { $treated } accounts that got the play and { $held } that were held out. They can be compared from { $needed } of each on.
proof-why-kind = Of accounts kept and accounts lost, the rarer kind is still { $known }. Below { $needed } a single account would move the number too much.
proof-why-same = All outcomes are the same number, so there is no difference to measure.
proof-why-no-treated = No account got the play.
proof-why-no-hold-out = No account was held out.
proof-why-matches = Too few accounts are alike: { $matched } accounts of the play have a match among { $peers } others; { $needed } of each are needed.
proof-when = At the pace so far it may be there about { $day }.
proof-when-never = Waiting will not bring it. Widen the audience, or change the share held out or what the play is judged by.
proof-lopsided = The groups are uneven, so there is no number
proof-lopsided-needs = { $share } were to be held out by lot, but outcomes are known of { $treated } accounts that got the play and { $held } that were held out. Chance hardly does that. Look whether outcomes of one group are missing.

## The groups

proof-h-groups = Who was compared
proof-group = Group
proof-group-n = Known outcomes
proof-group-mean = Outcome (mean)
proof-group-treated = Got the play
proof-group-held-out = Held out (nothing was done)
proof-group-peers = Similar accounts
proof-means-groups = A lot decided who is in which group. Accounts that were to get the play count even where it did not reach them, so that nobody picks the convenient ones.
proof-not-groups = The difference of the means is not always the effect above, which takes away how accounts differed before.
proof-means-groups-weaker = Each account of the play was compared with the one most like it before: in CMRR, time as a customer, segment and season.
proof-not-groups-weaker = It says nothing about { $n } accounts that nobody is like.
proof-unbalanced = The two groups still differ in what they were before. Part of the difference may come from that.
proof-waiting = { $n ->
        [one] { $n } account waits for its outcome.
       *[other] { $n } accounts wait for their outcome.
    }
proof-unknown = { $n ->
        [one] { $n } account whose day has passed has no data and is left out.
       *[other] { $n } accounts whose day has passed have no data and are left out.
    }
proof-beside = { $n ->
        [one] { $n } account had no contract when it entered and is left out.
       *[other] { $n } accounts had no contract when they entered and are left out.
    }
proof-other-share = { $n ->
        [one] { $n } account entered while another share was held out and is left out.
       *[other] { $n } accounts entered while another share was held out and are left out.
    }

## The course

proof-h-course = How it became clear
proof-course-says = Each dot is the difference, the line through it its range. There is a difference once the line has left 0. It is { $amount } now.
proof-course-not = Dots move because more outcomes become known, which need not mean that the effect itself moved.
proof-course-at = { $day }: { $amount } ({ $range })
proof-low = Low end
proof-high = High end
proof-known = Known outcomes

## What it was worth

proof-h-worth = What it was worth
proof-worth-gain = Gained
proof-worth-cost = Work
proof-worth-net = Balance
proof-worth-range = Range of the balance
proof-means-worth = An estimate: the effect times the CMRR of accounts that got the play times { $months } months, less tasks ({ $minutes } minutes in all) and { $mails } mails.
proof-means-worth-amount = An estimate: the difference in CMRR of an account times the accounts that got the play times { $months } months, less tasks ({ $minutes } minutes in all) and { $mails } mails.
proof-not-worth = It takes the effect to be the same on large and small accounts. While the range holds 0, nobody can say that the play paid off.
proof-costs-link = Change what work costs

## The planner

proof-h-planner = Which effects it can show
proof-plan-effect = Effect to see
proof-plan-accounts = Accounts needed, held-out ones included
proof-plan-weeks = Time
proof-plan-n = { $n ->
        [one] { $n } account
       *[other] { $n } accounts
    }
proof-plan-n-weeks = { $n ->
        [one] { $n } week
       *[other] { $n } weeks
    }
proof-plan-none = Cannot be seen
proof-means-planner = At the pace so far ({ $pace } accounts a week, { $share } held out), so many show the effect in four of five cases. A year of it shows effects from { $smallest } on.
proof-means-planner-none = At the pace so far ({ $pace } accounts a week, { $share } held out), so many show the effect in four of five cases. A year of it brings too few accounts to see any.
proof-not-planner = An effect that cannot be seen may still be there: among few accounts, chance hides small effects.

## How it is computed

proof-h-method = How it is computed
proof-method-lot = Where accounts were held out, the two groups that the lot made on entry are compared, whether or not the play reached them (intent to treat).
proof-method-always = The range is a confidence sequence, right at 95 % however often one looks (Waudby-Smith et al. 2024, arXiv:2103.06476). Looked at once, on a day fixed before, it would be { $range }.
proof-method-cuped = Taking away how accounts differed before (CUPED) left { $left } of the variance.
proof-method-matched = Where nobody was held out, each account is compared with the most similar one (Abadie & Imbens 2006).
proof-method-wait = Outcomes of contracts are counted { $n } days after their day, as renewals are signed late.

## In the list

proof-column = Difference in retention (points)
proof-column-hint = Accounts under contract after 90 days: those that got the play less those held out. The range of the difference stands in brackets.
proof-cell = { $value } ({ $low } to { $high })
proof-cell-good = Works
proof-cell-bad = Does harm
proof-cell-open = Not clear yet
proof-cell-wait = Waits for data
proof-cell-wait-until = Waits for data (about { $day })
proof-cell-no-hold-out = Nobody held out
proof-cell-lopsided = Uneven groups
proof-cell-nobody = –

## Costs

proof-costs-title = What work costs
proof-costs-question = How much is the work of a play reckoned at?
proof-costs-submit = Save what work costs
proof-costs-done = What work costs was saved.
proof-costs-minutes = Minutes of a task
proof-costs-minutes-help = Multiplied with the number of tasks done.
proof-costs-hourly = Cost of an hour
proof-costs-hourly-help = In the workspace's currency. Take what an hour costs the company, not the wage alone.
proof-costs-mail = Cost of a mail
proof-costs-mail-help = In the workspace's currency. It may be 0.
proof-costs-months = Months that count
proof-costs-months-help = For how many months a kept contract is counted. The more, the larger the gain looks.
proof-problem-cost = Enter a number of 0 or more (months: 1 or more).
