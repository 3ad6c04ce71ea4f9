overview-title = Overview
overview-question = Where are our accounts now?
overview-transitions = Transitions
overview-tabs = Ways to look at all accounts
overview-tab-standing = Distribution
overview-tab-moves = Transitions
overview-models = Choose a health model
overview-none = Not rated
overview-unit-accounts = accounts

## Enthusiast rate

overview-rate-points = { $n } points
overview-rate-against = vs. same day last month
overview-rate-definition = Share of accounts in the best segment, “{ $segment }”: { $n } of { $all } accounts. Accounts with too little data to be rated count in the whole.

## Distribution

overview-do-segment = { $n ->
    [one] See the account in “{ $segment }”
   *[other] See the { $n } accounts in “{ $segment }”
}
overview-do-all = See all accounts
overview-to-list = Accounts
overview-bars = Accounts by segment
overview-bar = { $n } · { $share } · { $change } on last month
overview-bar-alone = { $n } · { $share }
overview-bars-most = { $n ->
    [one] Most are in “{ $segment }”: { $n } account ({ $share }).
   *[other] Most are in “{ $segment }”: { $n } accounts ({ $share }).
}
overview-best-more = “{ $segment }” has { $n } more than on the same day last month.
overview-best-fewer = “{ $segment }” has { $n } fewer than on the same day last month.
overview-best-same = “{ $segment }” has as many as on the same day last month.
overview-column-accounts = Accounts
overview-column-share = Share of all accounts
overview-column-before = Accounts on { $day }
overview-column-change = Change
overview-cell = { $n ->
    [one] { $place } ({ $segment }): { $n } account, { $share } of all
   *[other] { $place } ({ $segment }): { $n } accounts, { $share } of all
}
overview-unrated = No account can be judged yet: the facts that came have other names than those that the metrics count, or there are too few.
overview-unrated-do = See what is missing
overview-left = { $n ->
    [one] { $n } account whose contract is over is among them.
   *[other] { $n } accounts whose contract is over are among them.
}
overview-left-do = See only those with a contract
overview-grid-nobody = No account has a rank on both axes yet.
overview-grid-most = { $n ->
    [one] Most stand at { $place }: { $n } account ({ $share }).
   *[other] Most stand at { $place }: { $n } accounts ({ $share }).
}
overview-grid-moved = The biggest change since the same day last month: { $place } ({ $change }).
overview-course = Share of each segment over time
overview-course-says = The share of “{ $segment }” among all accounts, including those with too little data, went from { $before } on { $from } to { $now } now.
overview-course-short = Shares over time appear once there are two weeks of history.
overview-empty = Import your accounts to see where they stand
overview-empty-needs = It takes a list of accounts and a record of use or contacts. CSV and Excel files can be imported as they are.
overview-empty-do = Import files

## Customers of whom nobody hears

overview-accounts = { $n }
overview-silent = Customers without contact (silent customers)
overview-silent-says = { $n ->
    [one] { $n } customer with a contract ({ $share }) has
   *[other] { $n } customers with a contract ({ $share }) have
} had no touch for { $days } days or more; on { $day } it was { $before }. Whether they are content or about to leave, this number does not tell.
overview-silent-part = Without contact
overview-silent-whole = With a contract
overview-silent-list = See these accounts
overview-unnoticed = Unnoticed churn
overview-unnoticed-says = { $all ->
    [one] Of { $all } account
   *[other] Of { $all } accounts
} that left in these { $months } months, { $n } had no touch, no signal and no warning segment in the { $days } days before. The aim is 0.
overview-unnoticed-part = Unnoticed
overview-unnoticed-whole = Churned
overview-unnoticed-list = See the record of churn

## Transitions

overview-moves-question = Who moved from where to where, and on which axis?
overview-period = Period
overview-moves-caption = Moves between segments. Rows are before, columns after
overview-moves-from = Before
overview-moves-to = After
overview-moves-out = Left
overview-moves-in = Entered
overview-moves-cell = { $n ->
    [one] { $n } account moved from “{ $from }” to “{ $to }”
   *[other] { $n } accounts moved from “{ $from }” to “{ $to }”
}
overview-moves-says = { $n ->
    [one] { $n } account changed segment in the last { $days } days: { $better } for the better, { $worse } for the worse (one that went both ways counts in both).
   *[other] { $n } accounts changed segment in the last { $days } days: { $better } for the better, { $worse } for the worse (one that went both ways counts in both).
}
overview-moves-axis = { $axis } fell in { $n } of the { $worse } that moved for the worse.
overview-moves-worse = Moved for the worse
overview-moves-against = vs. the { $n } days before
overview-moves-period = { $from } – { $to }
overview-moves-definition = Accounts that moved to a worse segment at least once in the period, each counted once. Accounts that could no longer be rated for lack of data are not included.
overview-moves-do = { $n ->
    [one] See the account that moved to “{ $segment }”
   *[other] See the { $n } accounts that moved to “{ $segment }”
}
overview-moves-do-all = { $n ->
    [one] See the account that moved
   *[other] See the { $n } accounts that moved
}
overview-moves-note = Each account counts once per way. ↑ is a move for the better, ↓ for the worse. The number beside an axis is how many of these accounts went up or down on it.
overview-moves-empty = No account changed segment in the last { $n } days
overview-moves-empty-needs = Moves are found by comparing each day with the day before.
overview-moves-widen = See the last { $n } days
