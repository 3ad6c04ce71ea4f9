web-skip = Skip to content
web-sign-in = Sign in
web-sign-out = Sign out
web-language = Language

## Rail

web-rail = Main pages
web-rail-today = Today
web-rail-accounts = Accounts
web-rail-overview = Overview
web-rail-journeys = Journeys
web-rail-plays = Plays
web-rail-lab = Lab
web-rail-data = Data readiness
web-rail-import = Import
web-rail-live = Live data
web-rail-models = Models
web-rail-team = Team
web-rail-members = Members
web-rail-settings = Settings
web-rail-audit = Audit

## Top bar

web-search = Search
web-search-hint = Search accounts, people, pages
web-me = My settings
web-me-menu = Menu of { $name }
web-trail = Where you are

## Parts

web-table-behind = Show as a table
web-figure-definition = Definition of { $name }
web-pager = Pages
web-pager-shown = { $from }–{ $to } of { $total }
web-form-error = { $field }: { $problem }
web-form-errors = Please check your input

## When a page cannot be shown

web-fail-title = This page cannot be shown
web-fail-home = Go to the first page
web-fail-sign-in = Sign in
web-fail-id = When you ask for help, quote this id:
web-fail-not-found = This page was not found.
web-fail-not-found-do = The address may be wrong, the page may have moved or been deleted, or you may not be allowed to see it.
web-fail-foreign = This form was not accepted.
web-fail-foreign-do = The page may have been open for too long. Go back, reload it and try again. Nothing was changed.
web-fail-bad = What was sent could not be read.
web-fail-bad-do = Go back and try again. Nothing was changed.
web-fail-wrong = { $field }: { $problem }
web-fail-method = This page does not do that.
web-fail-method-do = Start again from the first page.
web-fail-too-large = What was sent is too large.
web-fail-too-large-do = Split or compress the file before you send it. Nothing was changed.
web-fail-later =
    { $seconds ->
        [one] Too many tries. Try again in { $seconds } second.
       *[other] Too many tries. Try again in { $seconds } seconds.
    }
web-fail-later-do = The number of tries in a short time is limited for safety.
web-fail-past-title = This cannot be saved
web-fail-past = Nothing can be changed while a day of the past is shown.
web-fail-past-do = Go back to today and try again. Nothing was changed.
web-fail-broken = Something inside went wrong.
web-fail-broken-do = Try again in a moment. If it happens again, give the id below to your administrator.

## What is wrong with a request that no page of ours makes

web-problem-unknown-field = There is no field “{ $field }”.
web-problem-missing-field = The field “{ $field }” is missing.
web-problem-field-twice = The field “{ $field }” was sent twice.
web-problem-control-character = The field “{ $field }” contains a character that cannot be used.
web-problem-not-a-form = This cannot be read as a form.
web-problem-unknown-choice = This is not one of the choices.
web-as-of = Shown as of { $day }. See another day
web-as-of-known = Shown as of { $day }, with only what was known then. See another day
web-past-day = See how things stood on
web-past-known = Only with what was known then
web-past-help = Accounts and the overview show how things stood when that day was over. With the check, data that came later does not count. Definitions, contracts and people are those of today.
web-past-do = See this day
web-past-end = Back to today
web-past-setting = Set the day shown as today
web-past-shown = How things stood on { $day }, counting data that came later. Definitions, contracts and people are those of today. Nothing can be changed here.
web-past-shown-known = How things stood on { $day }, with only what was known then. Definitions, contracts and people are those of today. Nothing can be changed here.
web-past-none = There is no data of { $day }
web-past-none-needs = There is data from { $first } on.
web-past-none-known = Nothing was known by that day. What came later is there from { $first } on.
web-past-none-do = Look at { $day }
web-past-not-here = This page shows today. Accounts, and the overview’s distribution and transitions, can show { $day }. Come back to today to change anything.
web-fresh = Data has come in since this page was opened.
web-fresh-do = Show it
web-other-day = This page cannot show the day in its address. It shows { $day }.
web-other-day-drop = Remove the day
web-computing = Computing { $done } of { $total }
web-computing-soon = Starting to compute
