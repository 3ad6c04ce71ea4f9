settings-title = Settings
settings-question = Time zone, currency and fiscal year
settings-submit = Save
settings-done = The settings are saved.
settings-done-computing = The settings are saved. History is being computed again; pages keep the old results until it is done.
settings-workspace-name = Workspace name
settings-time-zone = Time zone
settings-time-zone-help = It decides when a day begins. Example: Asia/Tokyo
settings-currency = Currency
settings-currency-help = The three-letter code of the currency of CMRR. Example: JPY
settings-currency-anyway = Change to this currency although contracts will not count
settings-as-of = Day shown as today
settings-as-of-help = Where the data ends in the past, enter that day, and every page shows how things stood then. Leave it empty for the real day. Example: 2024-12-31
settings-fiscal-month = Start of the fiscal year
settings-fiscal-month-help = Halves and quarters are counted from it.
settings-single-keys = Use one-key shortcuts
settings-single-keys-help = “/” goes to the search box.
settings-month-1 = January
settings-month-2 = February
settings-month-3 = March
settings-month-4 = April
settings-month-5 = May
settings-month-6 = June
settings-month-7 = July
settings-month-8 = August
settings-month-9 = September
settings-month-10 = October
settings-month-11 = November
settings-month-12 = December
settings-problem-as-of = Enter a date from 1 Jan 1970 to today.
settings-problem-zone = There is no time zone of that name. Example: Asia/Tokyo
settings-problem-currency = Enter a currency's three-letter code of ISO 4217. Example: JPY
settings-problem-currency-others =
    { $n ->
        [one] With { $currency }, { $n } contract in another currency no longer counts in CMRR and other sums. If that is meant, confirm it below and save.
       *[other] With { $currency }, { $n } contracts in other currencies no longer count in CMRR and other sums. If that is meant, confirm it below and save.
    }
settings-problem-month = Choose one of the twelve months.

## Messages

settings-messages-title = Messages and closed days
settings-messages-question = When do messages go to customers and members, and how many?
settings-messages-submit = Save
settings-messages-done = The settings of messages are saved.
settings-messages-site = Address of this site
settings-messages-site-help = For links in messages; without it they carry none. Example: https://cs.example.jp
settings-messages-lang = Language of messages to members
settings-messages-ja = Japanese
settings-messages-en = English
settings-messages-from = Messages go from
settings-messages-from-help = On business days from this time to the next. What is decided at other times goes on the next business day. Example: 8:30
settings-messages-until = until
settings-messages-weekly = Messages to one person in seven days
settings-messages-weekly-help = At most so many over all plays. 0 is no limit.
settings-messages-alert = Hours until an overdue task alerts
settings-messages-alert-help = Counted from the end of its day, in Slack or by mail. 9 is nine o'clock the next morning.
settings-messages-closed = Days on which the company is closed
settings-messages-closed-help = A line each: a day and a name. Public holidays and 29 December to 3 January are closed anyway.
settings-problem-site = Enter an address that begins with https://.
settings-problem-number = Enter a number, 0 or more.
settings-problem-clock = Enter a time such as 8:30, the end after the beginning.
settings-problem-closed = The day in line { $line } cannot be read. Example: 2026-12-29 Winter break
