plays-title = Plays
plays-question = What do we try, and when does it stop?
plays-tabs = Plays and deliveries
plays-play = Play
plays-unit = plays
plays-state = State
plays-on = Running
plays-off = Off
plays-stopped = Ended at its stop date
plays-active = Active
plays-active-meaning = Accounts that are in this play now
plays-treated = Treated
plays-treated-meaning = Accounts that got this play so far
plays-held-out = Held out
plays-held-out-meaning = Accounts that get nothing, to compare with
plays-open-tasks = Open tasks
plays-review-on = Review date
plays-review-due = Review due
plays-stop-on = Stop date
plays-owner = Responsible
plays-reviews = Plays due for review
plays-reviews-meaning = Running plays whose review date has come. See what they did, then go on or stop.
plays-hypotheses = Hypotheses of running plays
plays-hypothesis = Hypothesis
plays-new = Make a play
plays-to-deliveries = See deliveries
plays-none = There is no play yet
plays-none-needs = Once a trigger and its steps are decided, nobody can forget what to do. Begin with a template.
plays-none-ask = Once a trigger and its steps are decided, nobody can forget what to do. Ask a manager.

## One play

plays-one-question = With whom, why, and what? Who is left out?
plays-parts = Parts of the play
plays-part-overview = Overview
plays-part-inside = In the audience
plays-part-outside = Not in it
plays-part-runs = What happened
plays-part-text = Definition
plays-says-on = { $inside } in today’s audience, { $outside } not in it.
plays-says-off = If it began today: { $inside } in the audience, { $outside } not in it.
plays-what = What it is
plays-steps = Steps
plays-trigger = Trigger
plays-hold-out = Held out
plays-hold-out-none = Nobody
plays-why = Why
plays-entered = Entered
plays-arm = Group
plays-arm-treated = Treated
plays-arm-held-out = Held out
plays-now = Step
plays-running = Running
plays-ended = Ended
plays-tasks = Tasks
plays-messages = Deliveries
plays-task-open = open
plays-task-done = done
plays-task-not-needed = not needed
plays-inside-none = No account is in today’s audience
plays-outside-none = No account is left out
plays-runs-none = No account has got this play yet
plays-its-deliveries = See its deliveries
plays-to-overview = See the overview
plays-to-inside = See its audience
plays-to-start = See what is needed to start
plays-revise = Revise the play
plays-write-lacking = Write what is lacking

## Switching on and off

plays-start-title = Start
plays-start-ready = Hypothesis, review date, stop date and hold-out are decided. Look at who is in the audience and who is not before you start.
plays-start-who = Managers and administrators can start it.
plays-start = Start this play
plays-lacking = It cannot be started until these are decided.
plays-lacks-owner = Responsible (owner): mail address of the member who answers for this play
plays-lacks-hypothesis = Hypothesis (hypothesis): why it should work
plays-lacks-review-on = Review date (review_on): when its effect is looked at
plays-lacks-stop-on = Stop date (stop_on): when it ends by itself
plays-lacks-hold-out = Hold-out (hold_out): the share of accounts that get nothing, to compare with (0 for nobody)
plays-lacks-destination = Destination: there is no destination “{ $destination }”
plays-lacks-signal = Trigger (signal): there is no signal “{ $signal }”
plays-lacks-past = Stop date (stop_on): that day has passed
plays-stop-title = Stop
plays-stop-means = Nobody enters any more, and whoever is in it ends there. Tasks that were made stay.
plays-stop-why = Why it is stopped
plays-stop-name = Stop “{ $name }”
plays-done-started = The play runs.
plays-done-stopped = The play is stopped.
plays-done-published = The play is published.
plays-done-published-off = The play is made. Look at it, then start it.
plays-done-entered = The account is in the play.

## Entering by hand

plays-enter = Start it for an account
plays-enter-question = For which account does “{ $name }” start?
plays-enter-do = Start
plays-enter-name = Start it for { $name }
plays-problem-been = This account is in this play already, or has been.
plays-problem-off = This play is not running.
plays-problem-not-by-hand = This play is not started by hand.

## What starts a play

plays-trigger-signal = When the signal “{ $signal }” is raised
plays-trigger-phase = On entering “{ $phase }” of the journey “{ $journey }”
plays-trigger-segment = While in the segment “{ $segment }” of “{ $model }”
plays-trigger-daily = Every day
plays-trigger-weekly = Every { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
plays-trigger-monthly = On day { $day } of every month
plays-trigger-by-hand = When a member chooses the account

## Why an account is in it or not

plays-in = Trigger and condition are met
plays-in-held-out = Trigger and condition are met, but it is held out and gets nothing
plays-out-trigger = The trigger has not happened
plays-out-condition = The condition of the audience is not met ({ $condition })
plays-out-unknown = Data for the condition of the audience is missing ({ $condition })
plays-out-in-it = It is in this play already
plays-out-again = It does not enter again before { $day }
plays-out-never-again = It has been in this play and does not enter again
plays-out-churned = It has churned
plays-out-by-hand = Nobody has chosen it

## Steps

plays-step-task = Task
plays-step-mail = Email
plays-step-slack = Slack
plays-step-webhook = Webhook
plays-step-set = Set a field
plays-step-move = Move phase
plays-step-wait = Wait
plays-step-wait-until = Wait until
plays-step-branch = Branch
plays-step-end = End
plays-term-owner = Owner
plays-term-due = Due (business days)
plays-term-to = To
plays-term-days = Days
plays-term-at-most-days = At most (days)
plays-term-otherwise = On time-out
plays-term-when = Condition
plays-term-then = If met
plays-term-else = If not
plays-term-destination = Destination
plays-term-attribute = Field
plays-term-value = Value
plays-term-phase = Phase
plays-term-lang = Language
plays-term-hypothesis = Hypothesis first
plays-term-script = Script
plays-term-checklist = Checklist
plays-value-owner = the account’s owner
plays-value-manager = manager
plays-value-champions = champions
plays-value-all = everybody
plays-value-deciders = deciders of the contract
plays-value-users = people with an ID
plays-value-true = yes
plays-value-false = no
plays-value-ja = Japanese
plays-value-en = English

## Definitions as text

plays-definition = Definition
plays-definition-help = Written in TOML. Try it first, look at the result, then publish.
plays-definition-who = Managers and administrators can change it.
plays-edit-title = Definition of a play
plays-edit-question = What starts it, for whom, and what is done?
plays-new-title = New play
plays-new-question = Which play do you begin with?
plays-new-with = Begin with “{ $name }”
plays-blank = Begin with nothing
plays-blank-why = A short definition that only explains how to write one.
plays-templates = Templates
plays-try = Try it
plays-try-again = Try it again
plays-publish = Publish this play
plays-changed-since = The definition changed after the trial, so it was tried again. Look at the result before you publish.
plays-reason = Why it is published
plays-reason-help = Kept with the version and in the audit.
plays-versions = Versions
plays-version-n = Version { $n }
plays-version-at = Published
plays-version-by = By
plays-version-why = Why
plays-version-shipped = As shipped

## On the past

plays-dry-run = Try it on the last 90 days
plays-dry-title = Tried on the last 90 days
plays-dry-question = What would “{ $name }” have done?
plays-dry-says =
    { $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    } would have entered { $again ->
        [0] between
       *[other] { $runs } times in all between
    } { $from } and { $to }.
plays-dry-says-held =
    { $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    } would have entered { $again ->
        [0] between
       *[other] { $runs } times in all between
    } { $from } and { $to }, { $held } of the accounts held out.
plays-dry-more =
    { $n ->
        [one] { $n } more time
       *[other] { $n } more times
    }
plays-dry-load = Tasks by week
plays-dry-load-why = First day of the week, tasks of each member
plays-dry-heavy = { $member } would have { $n } tasks in the week of { $week }. More than three a day may be too many to do well.
plays-dry-accounts = Accounts that would have entered
plays-dry-effects = What would have happened
plays-dry-none = No account would have entered. Look at the trigger and the condition of the audience.

plays-out-stopped = Its stop date has passed
plays-problem-no-play = This defines no play. Begin it with play = "…".
plays-problem-owner = { $owner }, who answers for it, is no member.
plays-problem-taken = There is a play “{ $id }” already. Write another id after play =, or revise that play.

plays-step-n = step { $n }
plays-merged = [{ $what }]
plays-merge-account-name = account
plays-merge-account-key = account ID
plays-merge-person-name = person
plays-merge-owner-name = owner
plays-merge-contract-decline-by = deadline to decline
plays-merge-contract-ends-on = end date
plays-out-again-later = It has been in this play and does not enter again yet

## Mails before they go

plays-mails = See its mails
plays-mails-question = What does “{ $name }” send to whom at { $account }?
plays-mails-which = With which account do you look at the mails of “{ $name }”?
plays-mails-says = What would be sent today. Only the link that stops these mails differs from mail to mail.
plays-mails-other = Look with another account
plays-mails-none = This play sends no mail
plays-mails-nobody = Nobody at this account fits its recipients
plays-mails-more =
    { $n ->
        [one] There is { $n } more.
       *[other] There are { $n } more.
    }
plays-skip-nobody = Nobody fits its recipients
plays-skip-no-address = Gets no mail: there is no address
plays-skip-closed = Gets no mail: unsubscribed, or mail comes back
plays-skip-missing = Left out: there is no value for { $field }
plays-left-out = Left out
plays-of-account = Plays

## Many accounts at once

plays-many = Put into a play
plays-many-question =
    { $n ->
        [one] Which play starts for { $n } account?
       *[other] Which play starts for these { $n } accounts?
    }
plays-many-look = See who would enter
plays-many-do =
    { $n ->
        [one] Start it for { $n } account
       *[other] Start it for { $n } accounts
    }
plays-many-means = Mail and tasks are made at once. This cannot be undone.
plays-many-nobody = None of these accounts would enter.
plays-many-none = No play can be started by hand
plays-many-none-needs = A running play whose trigger is by_hand = true can be chosen here.
plays-many-to-plays = See plays
plays-many-done = The play has started.
plays-many-report-question = For which accounts has it started?
plays-many-says =
    { $n ->
        [one] It started for { $n } account,
       *[other] It started for { $n } accounts,
    } and not for { $out }.
plays-many-entered = Started
plays-many-see = See what happens
plays-problem-busy = Something else was under way. Try it again
