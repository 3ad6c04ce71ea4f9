## Pages about one account

account-parts = Pages of this account
account-part-summary = Summary
account-part-health = Health
account-part-timeline = Timeline
account-part-people = People
account-part-contracts = Contracts
account-question-summary = What changed here, and what to do next?
account-question-health = Why this rank, and what is missing to the next one?
account-question-timeline = What happened when, and did we know first?
account-question-people = Who is the champion, and who is gone?
account-question-contracts = By when must renewal be decided?
account-timeline = Timeline
account-log-touch = Log a touch

## Head

account-unmet-count =
    { $n ->
        [one] { $n } criterion unmet
       *[other] { $n } criteria unmet
    }
account-unmet-missing =
    { $n ->
        [one] { $n } criterion unmet, { $missing } without data
       *[other] { $n } criteria unmet, { $missing } without data
    }
account-coverage = Coverage { $share }
account-model = { $name }, version { $version }
account-no-rank = –
account-unit-of-100 = / 100
account-unit-points = points
account-edit-title = Edit
account-edit-question = What is true of this account now?
account-edit-submit = Save changes
account-edit-saved = The changes are saved.
account-edit-owner = Change the owner
account-edit-owner-do = Change owner
account-edit-phase = Change the phase
account-edit-phase-do = Change phase
account-edit-memo-do = Save notes
account-owner-saved = The owner is changed.
account-phase-saved = The phase is changed.
account-known-more = { $n } more
account-memo-saved = The notes are saved.
account-problem-changed-since = Somebody changed this after the page was opened. What you typed is still below. Look at what is there now and save again.
account-stored-owner = Owner now
account-stored-phase = Phase now
account-stored-memo = Memo now

## What changed, in one sentence

account-told = On { $day } it went from “{ $from }” to “{ $to }”:
account-told-axis = { $axis } { $before } → { $after },
account-told-lost = because “{ $criterion }” is no longer met ({ $before } → { $after }).
account-told-gained = because “{ $criterion }” is now met ({ $before } → { $after }).
account-told-vanished = because data for “{ $criterion }” stopped coming ({ $before } → { $after }).
account-told-appeared = because data for “{ $criterion }” began to come ({ $before } → { $after }).
account-told-cause = Kind of cause: { $cause }.
account-cause-activity = activity
account-cause-late-data = late data
account-cause-missing-data = missing data
account-cause-edit = edit
account-cause-model = change of the model

## Summary

account-h-changed = What changed
account-h-next = Next action
account-h-known = About the company
account-h-people = People
account-no-change = The segment has not changed yet.
account-see-history = See earlier changes
account-see-health = See health
account-see-summary = See summary
account-see-facts = See the facts
account-see-people = See everybody
account-see-contracts = See all contracts
account-see-timeline = See the whole timeline
account-see-course = Trend
account-risk-says-churn = The chance to leave within { $days } days is { $now }. For an account that is average in every metric it is { $centre }.
account-risk-says-downgrade = The chance to pay less or leave within { $days } days is { $now }. For an account that is average in every metric it is { $centre }.
account-risk-unknown = Too many of the metrics that the formula reads have no data for this account to say a chance.
account-risk-value = Now
account-risk-side = Effect
account-risk-raises = raises it
account-risk-lowers = lowers it
account-risk-odds = How much
account-risk-parts = { $name }: its parts
account-risk-means = Parts of a formula that was learned from past accounts. “How much” is log-odds, 0 being an average account. It names no causes, and does not say that an account stays if a value changes.
account-risk-until = Learned from outcomes up to { $day }.
account-risk-lab = See how well it tells
account-see-data = See the data page
account-next-why = “{ $criterion }” is not met.
account-next-do = Log it
account-all-met = All criteria are met. Ask for their story, or agree on the next goal.
account-nothing-computed = Nothing is computed yet.
account-nothing-computed-do = Import data
account-since = Since:
account-since-start = the start of measuring
account-more-unmet = See { $n } more and the criteria that are met
account-met-count = See all criteria, { $n } of them met
account-no-people = No people yet
account-no-people-needs = Import your list of people to see champions and recent use here.
account-no-people-do = Import people
account-no-contract = No contracts yet
account-no-contract-needs = Import your list of contracts to see deadlines and internal approvals here.
account-no-contract-do = Import contracts
account-no-touch = No touch recorded yet.
account-monthly = Monthly
account-open-ended = open-ended

## Values

account-at-least = at least { $value }
account-at-most = at most { $value }
account-bar = Now { $now }, wanted { $wanted }

## Health

account-h-history = Ranks and segment over time
account-h-metrics = Metrics over time
account-for-rank = For rank { $rank }
account-weight = Weight { $share }
account-to-next = { $n } to go for rank { $rank }.
account-after = After
account-what-moved = What moved
account-chart-course = Segment over time, 13 months
account-course-summary =
    { $n ->
        [0] Steady in “{ $now }” for 13 months.
        [one] Changed once in 13 months; “{ $now }” since { $since }.
       *[other] Changed { $n } times in 13 months; “{ $now }” since { $since }.
    }
account-course-of = { $metric }: now { $now }, wanted { $wanted }
account-stay = { $what }: { $from } to { $to }

## Timeline

account-chart-lanes = Segment and events over 13 months
account-events = Events
account-event = { $day } { $name }, { $n }
account-h-facts = Facts and touches
account-filter-name = Kind
account-every-kind = Every kind
account-all-facts = Show all facts
account-only-person = Only the facts of this person are shown:
account-no-facts = Nothing has happened yet
account-no-facts-do = Import facts
account-no-facts-filtered = No fact fits these conditions
account-behind =
    { $n ->
        [one] Behind the criterion “{ $criterion }”: the metric “{ $metric }” is { $value }, from { $n } fact between { $from } and { $to }.
       *[other] Behind the criterion “{ $criterion }”: the metric “{ $metric }” is { $value }, from { $n } facts between { $from } and { $to }.
    }
account-fact-login = Log-in
account-fact-feature-used = Feature used
account-fact-data-imported = Data loaded
account-fact-integration-connected = Integration connected
account-fact-goal-set = Goal set
account-fact-touch = Touch
account-fact-ticket = Ticket
account-fact-ticket-resolved = Ticket resolved
account-fact-churn = Churn
account-fact-survey = Survey answer
account-fact-event-attended = Event attended
account-fact-content-viewed = Content viewed
account-fact-mail-opened = Email opened
account-fact-community-posted = Community post
account-fact-mail-sent = Email sent
account-fact-mail-bounced = Email bounced
account-fact-report-created = Report created
account-fact-setting-done = Setting made

## Properties of facts, and values that they have

account-prop-kind = Kind
account-prop-priority = Priority
account-prop-feature = Feature
account-prop-setting = Setting
account-prop-mail = Email
account-prop-step = Step
account-prop-title = Title
account-prop-reason = Reason
account-prop-avoidable = Avoidable
account-value-kind-sso = SSO
account-value-kind-crm = CRM
account-value-kind-chat = Chat
account-value-kind-storage = Storage
account-value-kind-calendar = Calendar
account-value-kind-question = Question
account-value-kind-bug = Bug
account-value-kind-request = Request
account-value-kind-billing = Billing
account-value-kind-nps = NPS
account-value-kind-csat = CSAT
account-value-priority-low = Low
account-value-priority-normal = Normal
account-value-priority-high = High
account-value-priority-urgent = Urgent
account-value-feature-dashboard = Dashboard
account-value-feature-report = Report
account-value-feature-export = Export
account-value-feature-sharing = Sharing
account-value-feature-automation = Automation
account-value-feature-api = API
account-value-setting-members = Members
account-value-setting-data = Data
account-value-setting-sharing = Sharing
account-value-mail-onboarding = Guide to the set-up
account-value-step-welcome = Welcome

## People

account-people-sums =
    { $people ->
        [one] { $people } person, champions: { $champions }
       *[other] { $people } people, champions: { $champions }
    }
account-role = Role
account-post = Department, title
account-last-seen = Last seen
account-recent-facts = Facts in 28 days
account-left = Left
account-role-address = Department’s address
account-role-address-about = The address of a department, not a person. It is not counted as one.
account-gone-quiet = quiet for 60 days or more
account-never-seen = Never seen
account-no-reading = no reading

## Contracts

account-all-contracts = All contracts
account-state = State
account-term-head = Term
account-term = { $from } – { $to }
account-months =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
account-renewal = Renewal
account-renews = Renews by itself
account-renews-not = Renewed each time
account-decider = Decides
account-contract-active = In force
account-contract-future = To come
account-contract-past = Ended
account-other-currency = Not counted
account-other-currency-meaning = It is not in the workspace’s currency ({ $currency }), so that CMRR and other sums leave it out.
account-band-decline =
    { $n ->
        [one] The renewal can be declined until { $day }, { $n } day from now.
       *[other] The renewal can be declined until { $day }, { $n } days from now.
    }
account-band-passed = The deadline to decline ({ $day }) has passed. It renews as it is.
account-band-passed-not = The deadline to decline ({ $day }) has passed. Ask before the end date whether they renew.
account-band-end = It ends on { $day }. There is no deadline to decline.

## Recording a touch

account-touch-question = What happened with { $name }?
account-touch-whose = With which account was the touch?
account-touch-what = What happened
account-touch-when = When
account-touch-more = Add people and details
account-touch-people = With whom
account-touch-body = Details
account-touch-save = Save touch
account-touch-saved = The touch is recorded.
account-find = Find account
account-find-none = Nothing found
account-find-again = Show all accounts
account-find-list = Search in the list
account-problem-future = A touch cannot be later than today.
account-problem-old = A touch cannot be more than 10 years ago.

## Tasks and the journey

account-new-task = Add a task
account-closed-tasks = Tasks closed last
account-journey = Journey
account-journey-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
account-journey-past = done
account-journey-until = Missing for “{ $phase }”
account-journey-lacks = { $what }
account-journey-lacks-now = { $what } (now { $now })
account-journey-lacks-wanted = { $what } { $now } → { $wanted }
account-journey-steps = Steps of this phase
account-journey-step-done = Done
account-journey-tick = Mark done
account-journey-tick-of = Mark “{ $step }” done
account-journey-untick = Take back
account-journey-untick-of = Take back that “{ $step }” is done
account-journey-moves = Moves so far
account-journey-moved = { $from } → { $to }
account-journey-stayed = { $n ->
    [one] 1 day
   *[other] { $n } days
}
account-journey-by-itself = by itself
account-journey-move-do = Change the phase by hand
account-journey-move-title = Change the phase
account-journey-move-of = Change the phase: { $account }
account-journey-move-question = To which phase, and why?
account-journey-move-submit = Change the phase
account-journey-reason = Reason
account-journey-reason-help = Phases advance by conditions. The reason for a change by hand is kept in the history.
account-journey-told-moved = The phase was changed.
account-journey-told-ticked = The step is done.
account-journey-told-unticked = The step is open again.

account-problem-phase-moves = The journey's conditions move this account. To move it by hand, use Journey on the account's page and give a reason.

## Why it changed between two days

account-h-why = Why it changed
account-why-from = From
account-why-to = To
account-why-look = Look at these days
account-why-says = From { $first } to { $last } it moved from “{ $from }” to “{ $to }”:
account-why-stays = From { $first } to { $last } it stayed “{ $from }”.
account-why-stays-but = From { $first } to { $last } it stayed “{ $from }” and moved within:
account-told-nearer = because “{ $criterion }” came nearer to what is wanted ({ $before } → { $after }).
account-told-farther = because “{ $criterion }” moved away from what is wanted ({ $before } → { $after }).
account-told-model = because the health model changed from version { $from } to version { $to }.
account-told-definitions = because metrics are defined otherwise.
account-why-cause = Kind of cause
account-why-criterion = Criterion
account-why-values = Before → after
account-why-versions = Version { $from } → version { $to }
account-why-segment = Segment (steps)
account-why-score = Score
account-why-data-came = data came
account-why-data-went = data went
account-why-none = Nothing moved health between these days.
account-why-means = What was shown on the first day, with one change added after the other. The parts add up to the total; + is better, − is worse.
account-why-not = Late and missing data count first, then what members typed, what the customer did, and the model. Where several things changed at once, no part is the only cause.
account-why-incomparable = The model has another shape now, so that steps and scores cannot be compared.
account-why-brought-later = On { $day } no data of this account had come yet. What was brought in later says how it stood then.
