## Today

tasks-work = Daily work
tasks-today-title = Today
tasks-today-question = What to do today, with whom, and why?
tasks-today-figure = To do today
tasks-today-figure-all = Waiting for somebody
tasks-today-parts = { $tasks } tasks, { $signals } signals, { $renewals } renewals
tasks-today-definition = Tasks due by today, signals that no task has come of, and contracts with a deadline within 60 days. The most CMRR at stake comes first.
tasks-today-touch = Log a touch
tasks-today-accounts = See all accounts
tasks-today-show-all = Show everybody’s
tasks-today-empty = Nothing to do today
tasks-today-empty-filter = This owner has no task that is due, no signal, and no renewal near.
tasks-today-empty-needs = Tasks appear here when a play starts, or when one is added on an account’s page.
tasks-unit = items
tasks-group-overdue = Overdue tasks
tasks-group-due = Tasks due today
tasks-group-signals = Signals without a task
tasks-group-renewals = Contracts with a deadline near
tasks-group-coming = Tasks of the next 7 days
tasks-more = See { $n } more
tasks-keys = Keys
tasks-keys-move = move
tasks-keys-open = open
tasks-keys-done = done or add
tasks-keys-postpone = put off
tasks-keys-drop = not needed

## Whose

tasks-scope = Whose work
tasks-scope-own = Mine
tasks-scope-all = Everybody’s
tasks-scope-none = Nobody’s
tasks-scope-member = Another member
tasks-scope-show = Show
tasks-nobody = Nobody

## Why and when

tasks-why-play = From the play “{ $play }”.
tasks-why-hand = Added by hand.
tasks-late = { $n ->
    [one] 1 day late
   *[other] { $n } days late
}
tasks-due-today = Today
tasks-first-due = first due { $day }
tasks-renewal = Renewal of a contract
tasks-renewal-why = { $what } of contract “{ $contract }” in { $n ->
    [one] 1 day
   *[other] { $n } days
}.
tasks-renewal-why-today = { $what } of contract “{ $contract }” is today.

## What can be done with one

tasks-do-done = Mark done
tasks-do-postpone = Put off
tasks-do-drop = Not needed
tasks-do-make = Make a task
tasks-do-touch = Log a touch
tasks-write-hypothesis = Write hypothesis
tasks-open-today = See today
tasks-open-account = See the account
tasks-open-in-banso = Open in Banso

## The list

tasks-list-title = Tasks
tasks-list-tab = All tasks
tasks-list-question = Who does what, and by when?
tasks-task = Task
tasks-due = Due
tasks-reason = Reason
tasks-acts = Actions
tasks-state = State
tasks-state-open = Open
tasks-state-late = Overdue
tasks-state-done = Done
tasks-state-dropped = Not needed
tasks-of-day = Due { $day }
tasks-none = No open tasks
tasks-none-closed = No closed tasks
tasks-none-day = Nothing is due on this day.
tasks-none-day-do = Show all days
tasks-none-scope = This owner has none.
tasks-none-needs = They appear here when a play starts, or when one is added on an account’s page.
tasks-pick = Pick “{ $task }”
tasks-picks = Pick

## The calendar

tasks-month-title = Calendar of tasks
tasks-month-tab = Calendar
tasks-month-question = What is due on which day?
tasks-month-others = Other months
tasks-month-previous = Previous month
tasks-month-next = Next month
tasks-month-now = This month
tasks-month-none = No task is due in this month.
tasks-weekday-1 = Mon
tasks-weekday-2 = Tue
tasks-weekday-3 = Wed
tasks-weekday-4 = Thu
tasks-weekday-5 = Fri
tasks-weekday-6 = Sat
tasks-weekday-7 = Sun

## One task

tasks-one-question = What to do with { $account }, and why?
tasks-why = Why
tasks-play = Play:
tasks-cause = See what was read on { $day }
tasks-condition = Condition
tasks-script = What to say
tasks-created = Added
tasks-prepare = Before the contact
tasks-checklist = To check
tasks-hypothesis = Hypothesis
tasks-hypothesis-help = What you think the reason is, written before the contact, so that it can be compared with the outcome.
tasks-hypothesis-first = This task wants a hypothesis before the contact. Once it is saved, you can record the outcome.
tasks-write = Save the preparation
tasks-outcome-title = Outcome
tasks-outcome = What came of it
tasks-touch = Touch with the customer
tasks-touch-help = A touch is also put on the account’s timeline.
tasks-no-touch = No contact
tasks-else = Not now:
tasks-give = Change the owner
tasks-give-do = Give it to this member
tasks-reopen = Open it again

## Ending one

tasks-done-title = Task done
tasks-done-of = Done: { $task }
tasks-done-question = What came of it, and was there a contact?
tasks-done-submit = Mark the task done
tasks-postpone-title = Put a task off
tasks-postpone-of = Put off: { $task }
tasks-postpone-question = Until when, and why?
tasks-postpone-submit = Put the task off
tasks-postpone-on = New due date
tasks-postpone-why = Why it is put off
tasks-drop-title = Task not needed
tasks-drop-of = Not needed: { $task }
tasks-drop-question = Why does it not have to be done?
tasks-drop-submit = Mark the task not needed
tasks-drop-why = Why it is not needed
tasks-told-done = The task is done.
tasks-told-postponed = The task was put off.
tasks-told-dropped = The task is marked not needed.
tasks-told-reopened = The task is open again.
tasks-told-written = The preparation is saved.
tasks-told-made = The task was added.
tasks-told-assigned = The tasks have a new owner.
tasks-told-assigned-back = The tasks are back with their owners.
tasks-told-handover = The handover is planned.
tasks-problem-hypothesis = Write the hypothesis first.
tasks-problem-past = Enter today or a later day.

## A new one

tasks-new-title = New task
tasks-new-of = New task: { $account }
tasks-new-question = Who does what, and by when?
tasks-new-submit = Add the task
tasks-new-what = What to do
tasks-new-body = More about it
tasks-new-renewal = Talk about the renewal of contract “{ $contract }”

## Giving many away

tasks-assign-title = Change the owner of tasks
tasks-assign-question = Who gets { $n ->
    [one] this task
   *[other] these { $n } tasks
}?
tasks-assign-to = New owner
tasks-assign-do = Change the owner of { $n ->
    [one] 1 task
   *[other] { $n } tasks
}
tasks-assign-all = Change the owner of all { $n }
tasks-assign-picked = Change the owner of picked tasks
tasks-assign-preview = Tasks that change
tasks-assign-none = No task is picked
tasks-assign-none-needs = Pick tasks in the list, then try again.
tasks-assign-back = Back to the page before
tasks-owner-now = Owner now

## The team

tasks-team-title = Team
tasks-team-question = Who is over their head, and what falls through?
tasks-team-says = Overdue tasks: { $overdue }; tasks without an owner: { $unowned }. { $name } has most to do: { $open } open.
tasks-team-says-nobody = Overdue tasks: { $overdue }; tasks without an owner: { $unowned }. Members have { $open } open.
tasks-team-load = Load per member
tasks-team-open = Open
tasks-team-overdue = Overdue
tasks-team-soon = Within 7 days
tasks-team-done = Done (28 days)
tasks-team-move = Move tasks
tasks-team-move-of = Move the open tasks of { $name }
tasks-team-late = Overdue tasks
tasks-team-late-none = No task is overdue.
tasks-team-unowned = Tasks without an owner
tasks-team-unowned-none = Every task has an owner.
tasks-team-assign = Assign { $n ->
    [one] 1 task
   *[other] { $n } tasks
} without an owner
tasks-team-all = See everybody’s tasks
tasks-team-none = No members
tasks-team-none-needs = Once members are invited, the load of each stands here.
tasks-team-none-do = See members
tasks-handover-title = Handover
tasks-handover-open = Plan a handover
tasks-handover-question = Whose accounts go to whom, and from when?
tasks-handover-submit = Plan the handover
tasks-handover-from = Owner now
tasks-handover-to = Next owner
tasks-handover-on = Effective date
tasks-handover-on-help = From 0:00 on this day the accounts are in the new owner’s lists; until the day before they stay with the owner now.
tasks-handover-choose = Choose a member

## Alerts

tasks-overdue-alert = { $days ->
    [one] 1 day
   *[other] { $days } days
} overdue: { $title } ({ $account })
tasks-overdue-owner = Owner: { $name }
tasks-overdue-due = Due: { $day }

## Given to somebody else

tasks-given-report = Tasks that were given away
tasks-given-report-question = Which tasks have a new owner?
tasks-given-back = Back to the tasks
tasks-given-rows = Task by task
tasks-given-what = Task
tasks-given-before = Owner before
tasks-given-outcome = Outcome
tasks-given-rest = And { $n } more.
tasks-given-says =
    { $n ->
        [one] { $n } task went to { $to }.
       *[other] { $n } tasks went to { $to }.
    } { $same } had that owner already, { $gone } had been closed.
tasks-given-undone-says =
    { $n ->
        [0] All are back with their owners.
        [one] They are back with their owners, but for { $n } that was closed or given on since.
       *[other] They are back with their owners, but for { $n } that were closed or given on since.
    }
tasks-given-row-gone = Had been closed
