journeys-title = Journeys
journeys-question = Where do accounts get stuck?
journeys-offered = Journey
journeys-phases = Accounts by phase
journeys-board = Board
journeys-board-order = Longest in the phase first
journeys-accounts = Accounts
journeys-stumbling = Stuck
journeys-usual-days = Usual days
journeys-long-days = Stuck after (days)
journeys-bar =
    { $n ->
        [one] { $n } account
       *[other] { $n } accounts
    }, { $stuck } stuck
journeys-usual =
    { $n ->
        [one] usually { $n } day
       *[other] usually { $n } days
    }
journeys-long =
    { $n ->
        [one] stuck after { $n } day
       *[other] stuck after { $n } days
    }
journeys-days = Day { $n }
journeys-more =
    { $n ->
        [one] { $n } more account
       *[other] { $n } more accounts
    }
journeys-more-missing = { $n } more
journeys-nothing-missing = Everything for the next phase is there
journeys-lane-none = No account is in this phase
journeys-lane-none-stuck = No account is stuck

## Sentences and figures

journeys-says =
    { $n ->
        [one] { $n } account is
       *[other] { $n } accounts are
    } stuck in “{ $phase }”.
journeys-says-long =
    { $n ->
        [one] { $n } account is
       *[other] { $n } accounts are
    } stuck in “{ $phase }”, for more than { $days } days.
journeys-says-none = No account is stuck in any phase.
journeys-stuck = Stuck accounts
journeys-of-accounts =
    { $n ->
        [one] of { $n } account
       *[other] of { $n } accounts
    }
journeys-stuck-meaning = Accounts that have been in their phase longer than four of five accounts that moved on from it (the 80th percentile).
journeys-see-stuck =
    { $n ->
        [one] See the { $n } stuck account
       *[other] See the { $n } stuck accounts
    }
journeys-show-all = Show all accounts
journeys-only-stuck = Only stuck accounts are shown.
journeys-only-phase = Only accounts in “{ $phase }” are shown.
journeys-only-phase-stuck = Only accounts stuck in “{ $phase }” are shown.

## Whose

journeys-scope = Owner
journeys-scope-all = Everybody
journeys-scope-own = Me
journeys-scope-none = Nobody
journeys-scope-do = Show

## Time to value

journeys-cohorts = Time to value
journeys-cohorts-why = Days until “{ $phase }”, by the month of entry.
journeys-cohorts-none = No phase counts as value yet, or no account has reached it.
journeys-entered = Entered
journeys-arrived = Arrived
journeys-arrived-share = Share
journeys-median = Median days

## Nothing here

journeys-none = There is no journey yet
journeys-none-needs = Decide which phases accounts pass and what has to happen for the next one: those that are stuck are listed here.
journeys-none-ask = Once the phases of accounts are decided, those that are stuck are listed here. Ask a manager.
journeys-none-members = See members
journeys-nobody = No account is on this journey
journeys-nobody-needs = No account meets its condition. Look at the definition.
journeys-nobody-scope = This owner has no account on it.
journeys-look = See the definition

## The text of a journey

journeys-new = Make a journey
journeys-new-title = New journey
journeys-edit-title = Definition of a journey
journeys-edit-question = What has to happen for the next phase?
journeys-publish = Publish this definition
journeys-published = The journey is published.
journeys-to-board = Back to the board
journeys-trial = Result of the trial
journeys-trial-same = With this definition, no account’s phase changes today.
journeys-trial-moves =
    { $n ->
        [one] With this definition, { $n } account changes its phase today.
       *[other] With this definition, { $n } accounts change their phase today.
    }
journeys-now = Now
journeys-then = Then
journeys-change = Change

journeys-problem-no-journey = This defines no journey. Begin it with journey = "…".
journeys-problem-taken = There is a journey “{ $id }” already. Write another id after journey =, or revise that journey.

journeys-taken-back = A bulk move was undone
