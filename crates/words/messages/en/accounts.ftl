## The account list (W-02)

accounts-title = Accounts
accounts-question = Which accounts lack what, and what comes next?
accounts-caption = List of accounts
accounts-figure = Total CMRR
accounts-figure-period = Accounts in this list
accounts-figure-about = The monthly amounts, without tax, of the contracts in force on that day, added up over the listed accounts. A contract counts through its end date.
accounts-of-all = of all accounts
accounts-as-of = as of { $day }
accounts-sum = Total CMRR
accounts-mean = Mean
accounts-share = Share

## Nothing there

accounts-none = No accounts yet
accounts-none-needs = Import your list of accounts (CSV or Excel) and they appear here.
accounts-none-do = Import accounts
accounts-empty = No account fits these conditions
accounts-refill =
    { $n ->
        [one] Drop ‘{ $condition }’ and show { $n } account
       *[other] Drop ‘{ $condition }’ and show { $n } accounts
    }

## Views and filter

accounts-views = Views
accounts-view-all = All
accounts-view-mine = Mine
accounts-view-name = Name of the view
accounts-view-shared = Show it to everybody
accounts-view-save = Save view
accounts-view-remove = Remove “{ $name }”
accounts-view-saved = The view is saved.
accounts-view-replaced = The view of the same name was replaced by this one.
accounts-view-removed = The view is removed.
accounts-save-view = Save view
accounts-filter = Filter
accounts-filter-do = Apply filter
accounts-search = Search by name, reading or ID
accounts-more = More conditions
accounts-any = Any
accounts-nobody = No owner
accounts-somebody = Another member
accounts-field-silent = Days without a touch, at least
accounts-field-deadline = Days to decline renewal, at most
accounts-field-from = Segment before the change
accounts-field-to = Segment after the change
accounts-field-since = Changed within (days, or since a date)
accounts-field-as-of = As-of day
accounts-field-met = Met criterion
accounts-field-missing = Criterion without data
accounts-field-sort = Order
accounts-field-page = Page
accounts-chips = Conditions in force
accounts-chips-drop = Clear filters
accounts-chip-drop = Drop “{ $condition }”
accounts-chip-text = Contains “{ $value }”
accounts-chip-segment = Segment: { $value }
accounts-chip-moved = Changed { $since }: { $from } → { $to }
accounts-since-day = since { $day }
accounts-since-days =
    { $n ->
        [one] in the last day
       *[other] in the last { $n } days
    }
accounts-chip-unmet = Unmet: { $value }
accounts-chip-met = Met: { $value }
accounts-chip-missing = No data: { $value }
accounts-chip-owner = Owner: { $value }
accounts-chip-phase = Phase: { $value }
accounts-chip-industry = Industry: { $value }
accounts-chip-plan = Plan: { $value }
accounts-chip-paying = With a contract
accounts-chip-silent =
    { $n ->
        [one] No touch for { $n } day or more
       *[other] No touch for { $n } days or more
    }
accounts-chip-deadline =
    { $n ->
        [one] Deadline to decline within { $n } day
       *[other] Deadline to decline within { $n } days
    }

## Columns

accounts-columns = Columns
accounts-columns-do = Show these columns
accounts-col-segment = Segment (before → now)
accounts-col-before = Segment before
accounts-col-moved = Changed on
accounts-col-unmet = Unmet criteria
accounts-col-next = Next action
accounts-col-touch = Last touch
accounts-col-decline = Deadline to decline
accounts-col-cmrr = CMRR ({ $currency })
accounts-col-owner = Owner
accounts-col-phase = Phase
accounts-col-trend = Trend, 13 months
accounts-col-ranks = Customer rank
accounts-col-score = Health score
accounts-col-coverage = Coverage
accounts-col-ends = End date
accounts-col-industry = Industry
accounts-col-plan = Plan
accounts-col-since = Customer since
accounts-col-key = Account ID
accounts-currency-jpy = yen
accounts-no-segment = Not rated
accounts-no-segment-why = There is too little data to judge the criteria. The data page says what is missing.
accounts-days-left =
    { $n ->
        [one] { $n } day left
       *[other] { $n } days left
    }
accounts-all-met = All met
accounts-and-more = { $n } more
accounts-trend-words = 13 months ago: { $before }, now: { $now }

## Adding up, exporting

accounts-group = Summarise
accounts-group-segment = By segment
accounts-group-owner = By owner
accounts-group-phase = By phase
accounts-group-industry = By industry
accounts-group-plan = By plan
accounts-ungroup = Hide summary
accounts-export = Export
accounts-export-xlsx = Export as Excel (XLSX)
accounts-export-csv = Export as CSV (UTF-8 for Excel)
accounts-export-csv-shift-jis = Export as CSV (Shift_JIS)

## Problems with an address

accounts-problem-parameter = There is no condition “{ $name }”. The list is shown without it.
accounts-problem-value = “{ $value }” cannot be used for the condition “{ $name }”. The list is shown without it.
accounts-problem-too-many = There are too many conditions (at most { $limit }). The list is shown without the rest.
accounts-problem-bulk-size = One change takes from 1 to { $limit } accounts.

## One change to many

accounts-edit = Edit
accounts-bulk = Bulk change
accounts-bulk-pick = Select
accounts-bulk-picked = Selected accounts
accounts-bulk-picked-owner = Change owner
accounts-bulk-picked-phase = Change phase
accounts-bulk-all = All { $n } that match
accounts-bulk-title-owner = Bulk change of owner
accounts-bulk-title-phase = Bulk change of phase
accounts-bulk-question-owner =
    { $n ->
        [one] Who will own this account?
       *[other] Who will own these { $n } accounts?
    }
accounts-bulk-question-phase =
    { $n ->
        [one] Which phase should this account be in?
       *[other] Which phase should these { $n } accounts be in?
    }
accounts-bulk-do-owner =
    { $n ->
        [one] Change the owner of 1 account
       *[other] Change the owner of { $n } accounts
    }
accounts-bulk-do-phase =
    { $n ->
        [one] Change the phase of 1 account
       *[other] Change the phase of { $n } accounts
    }
accounts-bulk-none = No account is selected
accounts-bulk-none-needs = Select accounts at the left of the list, or use “All that match”.
accounts-bulk-back = Back to the list
accounts-bulk-preview = Accounts to change
accounts-bulk-owner-now = Owner now
accounts-bulk-phase-now = Phase now
accounts-bulk-rest = And { $n } more.
accounts-bulk-done = The accounts are changed.
accounts-bulk-undone = The change is undone.
accounts-bulk-report = What was changed
accounts-bulk-report-question = Which accounts changed?
accounts-bulk-rows = Account by account
accounts-bulk-before = Before
accounts-bulk-outcome = Outcome
accounts-bulk-says-owner =
    { $n ->
        [one] The owner of { $n } account is now “{ $to }”. Had it already: { $same }. Not there any more: { $gone }.
       *[other] The owner of { $n } accounts is now “{ $to }”. Had it already: { $same }. Not there any more: { $gone }.
    }
accounts-bulk-says-phase =
    { $n ->
        [one] The phase of { $n } account is now “{ $to }”. Had it already: { $same }. Not there any more: { $gone }.
       *[other] The phase of { $n } accounts is now “{ $to }”. Had it already: { $same }. Not there any more: { $gone }.
    }
accounts-bulk-undone-says =
    { $n ->
        [0] This change was undone.
       *[other] This change was undone. { $n } changed since then and were left alone.
    }
accounts-bulk-until = Can be undone until { $at }.
accounts-bulk-row-done = Changed
accounts-bulk-row-same = Had it already
accounts-bulk-row-gone = Not there any more
accounts-bulk-row-newer = Kept its later change
accounts-bulk-row-undone = Undone
accounts-from = from { $segment }

accounts-bulk-what = Account
accounts-bulk-row-elsewhere = Its journey has no such phase
accounts-bulk-reason-help =
    { $n ->
        [one] { $n } account is on a journey and moves to the phase of that name there. The reason stays with the move.
       *[other] { $n } accounts are on a journey and move to the phase of that name there. The reason stays with the move.
    }
accounts-bulk-says-elsewhere =
    { $n ->
        [one] { $n } account stays where it is: its journey has no such phase.
       *[other] { $n } accounts stay where they are: their journeys have no such phase.
    }
accounts-bulk-says-reason = Reason: { $reason }
accounts-problem-bulk-reason =
    { $n ->
        [one] Say why { $n } account moves on its journey.
       *[other] Say why { $n } accounts move on their journeys.
    }
