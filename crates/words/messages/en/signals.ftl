signals-title = Signals
signals-question = What has changed, and is still so?
signals-signal = Signal
signals-cause = Why
signals-severity = Severity
signals-severity-high = High
signals-severity-medium = Medium
signals-severity-low = Low
signals-read = { $what }: { $value }
signals-and = { $a }, { $b }
signals-lost = no longer met:
signals-gained = now met:
signals-why = Since { $day }. As of { $day }: { $read }.
signals-why-bare = Since { $day }.
signals-kinds = Kinds of signals
signals-see-task = See the task
signals-make-task = Make a task of the signal of { $account }
signals-open = See all signals
signals-open-text = See the definitions
signals-none = No signal is open
signals-none-kind = There is none of this kind.
signals-none-kind-do = Show all kinds
signals-none-scope = No account of this owner has an open signal.
signals-none-needs = Accounts appear here as soon as a defined condition holds for them.

## Definitions

signals-text-title = Definitions of signals (version { $version })
signals-text-question = What has to happen before we are told?
signals-text = Definitions
signals-text-help = Before they are published, it is counted how often they would have rung in the last 90 days.
signals-text-read = Managers and administrators can change them.
signals-reason = Reason for the change
signals-reason-help = Kept with the version and in the audit log.
signals-count = Count over the last 90 days
signals-publish = Publish the definitions
signals-counted = Over the last 90 days
signals-raised = Times
signals-most-a-day = Most a day per member
signals-judged = Verdict
signals-too-often = Too often
signals-never = Never rings
signals-fine = Fine
signals-says = They would have rung { $raised } times in the last 90 days, never more than { $most } a day for one member.
signals-says-often = They would have rung { $raised } times in the last 90 days. More than { $most } a day for one member would come from { $often } of them, and nobody would look at those.
signals-unseen = Please look at the counts below before you publish. If they are what you want, press “Publish” once more.
signals-told-published = The definitions are published.

## What a condition reads

signals-read-account-cmrr = CMRR
signals-read-account-days = Days since sign-up
signals-read-account-plan = Plan
signals-read-account-industry = Industry
signals-read-account-churned = Churned
signals-read-phase-days = Days in phase
signals-read-phase-id = Phase
signals-read-phase-steps-done = Required steps done
signals-read-contract-days-to-end = Days to the end date
signals-read-contract-days-to-decline = Days to decline renewal
signals-read-contract-ringi = Internal approval
