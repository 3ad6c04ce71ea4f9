churns-title = Churn
churns-question = Why did we lose them, and had we noticed?
churns-period = Period
churns-year = Fiscal { $year }
churns-year-before = See the year before
churns-days = { $from } – { $to }
churns-from = From
churns-to = To
churns-says =
    { $n ->
        [one] { $n } account
       *[other] { $n } accounts
    } and { $lost } a month were lost; { $avoidable } could have been avoided.
churns-says-none = No churn is recorded in these days.
churns-unnoticed = Unnoticed
churns-unnoticed-meaning = Churns with no signal and no touch in the 90 days before: nobody could have noticed.
churns-reasons = By reason
churns-reason = Reason
churns-accounts = Accounts
churns-lost = CMRR lost
churns-avoidable = Avoidable
churns-unavoidable = Unavoidable
churns-unknown = Not known
churns-each = Who churned
churns-unrecorded = Churns without a reason
churns-unrecorded-why = Their contracts have ended, but nobody has written why.
churns-ended = Contract ended
churns-see-unrecorded =
    { $n ->
        [one] See { $n } account without a reason
       *[other] See { $n } accounts without a reason
    }
churns-to-accounts = See accounts
churns-none = Nobody churned in these days
churns-none-needs = Recorded churns are summed up here: why, and whether we had noticed.

## Recording one

churns-record = Record churn
churns-record-name = Record the churn of { $name }
churns-record-question = When does { $name } churn, and why?
churns-record-means = The chosen contracts end, plays and tasks stop, and a summary goes to Slack. A manager can take it back.
churns-on = Churn date
churns-on-help = The first day without a contract: 1 April if 31 March is the end date.
churns-contracts = Contracts that end
churns-contracts-none = There is no contract to end.
churns-a-month = { $money } a month
churns-until = until { $day }
churns-could-avoid = Could it have been avoided?
churns-preventable-by = Team that could have
churns-competitor = Went to
churns-competitor-help = The product or company that they moved to.
churns-note = What happened
churns-note-help = Since when, what happened, and when we heard of it.
churns-recorded-by = Recorded by
churns-team-sales = Sales
churns-team-onboarding = Onboarding
churns-team-cs = Customer success
churns-team-product = Product
churns-team-support = Support
churns-team-none = Nobody could have
churns-done-recorded = The churn is recorded.

## What was learned

churns-lesson = Lesson
churns-lesson-help = What changes with the next account, and when?
churns-write-lesson = Write the lesson
churns-change-lesson = Change the lesson
churns-save-lesson = Save the lesson
churns-done-lesson = The lesson is saved.
churns-withdraw = Withdraw the churn of { $name }
churns-withdraw-means = Its contracts stay as they are; import them again to change their end. That it was recorded and withdrawn stays in the audit.
churns-done-withdrawn = The churn is withdrawn.

## Told in Slack or by mail

churns-not-known = not known whether avoidable
churns-notice-title = Churn: { $account }
churns-notice-when = From { $day }, { $amount } a month
churns-notice-why = Reason: { $reason } ({ $avoidable })
churns-notice-competitor = Went to: { $name }
churns-problem-before-start = Enter a day after the contract began.
churns-problem-renewed = { $contract } goes on in a later contract and cannot be lost. Choose the one that goes on.
churns-problem-after-end = The chosen contracts end on { $end }. Enter { $first } or an earlier day.

## Shipped reasons

churns-reason-value = No value seen
churns-reason-usage = No longer used
churns-reason-champion = The champion left
churns-reason-support = Unhappy with our support
churns-reason-function = Functions are missing
churns-reason-price = Price or budget
churns-reason-competitor = Moved to a competitor
churns-reason-fit = Was never the right customer
churns-reason-business-closed = Business closed
churns-reason-merger = Merger or reorganisation
churns-reason-other = Other
