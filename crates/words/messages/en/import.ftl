## The pages

import-title = Import
import-question = Which files came in, what did not, and why?
import-new = Import a file
import-new-title = Import a file
import-new-question = Which file shall be imported?
import-upload = Check how it is read
import-file = File
import-file-help = CSV, TSV, XLSX or JSON Lines, each also packed with gzip. Encoding, delimiter and header are found out. Up to 2 GB.
import-order-help = Import accounts, then contracts, then usage: usage that names only a contract then finds its account.
import-start = Import
import-rejects = Rows not taken
import-empty = Nothing has been imported yet.
import-empty-needs = Import files of accounts, people, contracts or usage; each import is recorded here.
import-history = Imports so far
import-by-command = Command line
import-started = Started
import-started-by = By

## One file and how it is read

import-plan-title = Check how it is read
import-plan-question = How shall { $file } be read?
import-read-as = Kind of file
import-size = Size
import-from = Mapping
import-from-given = As given
import-from-remembered = As last time
import-from-guessed = Guessed from names and values
import-no-header = no header
import-kind = What the rows are
import-kind-accounts = Accounts
import-kind-people = People
import-kind-contracts = Contracts
import-kind-facts = Facts
import-kind-touches = Touches
import-kind-change = Change kind
import-fields = Fields and columns
import-field = Field
import-column = Column of the file
import-sample = Sample values
import-column-none = (not used)
import-name-uncounted = { $names }: no metric counts facts of this name. Choose one that is counted.
import-constant = Always: { $value }
import-confidence = Certainty
import-confidence-high = high
import-confidence-medium = medium
import-confidence-low = low
import-fact-n = Fact { $n }
import-preview = First rows as they will be read
import-preview-again = Update preview
import-preview-refused =
    { $n ->
        [one] { $n } of the first { $of } rows has not the shape of the table and cannot be taken (row { $lines }).
       *[other] { $n } of the first { $of } rows have not the shape of the table and cannot be taken (rows { $lines }).
    }
import-preview-problem = The file cannot be imported like this.
import-line = Row
import-becomes = Is read as
import-questions = Choose the order of dates
import-questions-why = Some dates can be read in two ways. Nothing is imported until you choose.
import-question-column = What is { $value } in column “{ $column }”?
import-question-contradicts = Column “{ $column }” mixes dates with the day first ({ $day }) and with the month first ({ $month }). Rows that do not fit will not be taken.
import-dates-day-first = day first
import-dates-month-first = month first
import-dates-year-first = year first
import-dates-unix = Unix time
import-dates-choice = { $order }: { $read }
import-dates-choice-none = { $order }: not a date
import-dates-decided = Column “{ $column }” is { $order }, because of { $value }.
import-rules = How values are understood
import-rule-account-by = The account column holds
import-rule-account-by-key = the account’s id
import-rule-account-by-contract = a contract’s id
import-rule-account-by-person = a person’s id or email address
import-rule-amount-per = Amounts are
import-rule-amount-per-month = per month
import-rule-amount-per-year = per year (divided by 12)
import-rule-ends = The end date is
import-rule-ends-last-day = the last day in force
import-rule-ends-first-day-after = the first day no longer in force
import-rule-known = The facts became known
import-rule-known-at-import = when they are imported
import-rule-known-at-occurrence = when they happened (history of a system of record)
import-mapping-text = The whole mapping (TOML)
import-mapping-text-help = For finer control, such as several facts from one row, edit it here.
import-mapping-use = Read with this text

## Fields

import-field-key = Id
import-field-name = Name
import-field-kana = Reading
import-field-domain = Domain
import-field-corporate-number = Corporate number
import-field-industry = Industry
import-field-country = Country
import-field-plan = Plan
import-field-phase = Phase
import-field-signed-up-on = Customer since
import-field-owner = Owner
import-field-memo = Notes
import-field-account = Account
import-field-family = Family name
import-field-given = Given name
import-field-family-kana = Reading of family name
import-field-given-kana = Reading of given name
import-field-email = Email
import-field-phone = Phone
import-field-department = Department
import-field-title = Title
import-field-champion = Champion
import-field-issued-on = Id issued on
import-field-left-on = Left on
import-field-product = Product
import-field-amount = Amount
import-field-currency = Currency
import-field-starts-on = Start date
import-field-ends-on = End date
import-field-auto-renew = Renews by itself
import-field-decline-by = Deadline to decline renewal
import-field-ringi = Internal approval
import-field-decider = Decider
import-field-person = Person
import-field-known-at = Known at
import-field-occurred-at = Happened at
import-field-kind = Kind
import-field-member = Member
import-field-subject = Subject
import-field-note = Text
import-field-fact-name = Name of the fact
import-field-value = Value
import-field-id = Id of the fact
import-field-props = Properties

## Progress and report

import-report-question = What came in, what did not, and why?
import-another = Import another file
import-state = State
import-state-running = Running
import-state-done = Done
import-state-partial = Partly done
import-state-failed = Failed
import-state-interrupted = Interrupted
import-running = { $rows } rows read ({ $percent } %). The import goes on when this page is closed.
import-sealing = Storing facts. It goes on when this page is closed.
import-computing = Computing metrics and health ({ $done } of { $total }).
import-computing-soon = Computing metrics and health.
import-interrupted = It stopped half-way. Import the same file again: the rest comes in, and nothing comes in twice.
import-refused = The file could not be imported.
import-head-file = File
import-head-kind = Kind
import-head-read = Rows read
import-head-new = New
import-head-updated = Updated
import-head-unchanged = Unchanged
import-head-repeated = Same id as an earlier row
import-head-conflicting = Double id
import-head-rejected = Not taken
import-notes = About this import
import-note-facts = New facts: { $new }. There already: { $already }.
import-note-conflicting =
    { $n ->
        [one] { $n } row whose id was there already, with other content (facts: { $facts }). What was there first stands.
       *[other] { $n } rows whose id was there already, with other content (facts: { $facts }). What was there first stands.
    }
import-note-repeated =
    { $n ->
        [one] { $n } row has the same id as an earlier row of this file (row { $lines }). What the later row says counts.
       *[other] { $n } rows have the same id as an earlier row of this file (rows { $lines }). What the later rows say counts.
    }
import-note-accounts =
    { $n ->
        [one] { $n } account was made because rows name it: { $first }
       *[other] { $n } accounts were made because rows name them: { $first }
    }
import-note-people =
    { $n ->
        [one] { $n } person was made because rows name them: { $first }
       *[other] { $n } people were made because rows name them: { $first }
    }
import-note-rounded =
    { $n ->
        [one] { $n } yearly amount is not divisible by 12 and was rounded to the smallest unit of the currency.
       *[other] { $n } yearly amounts are not divisible by 12 and were rounded to the smallest unit of the currency.
    }
import-note-owners =
    { $n ->
        [one] { $n } row names an owner who is no member. The name is kept in the attribute “owner”.
       *[other] { $n } rows name an owner who is no member. The name is kept in the attribute “owner”.
    }
import-note-read-otherwise =
    { $n ->
        [one] { $n } value was read otherwise than it stands in the file: { $first }
       *[other] { $n } values were read otherwise than they stand in the file: { $first }
    }
import-note-currency = The workspace’s currency was set to { $currency }, as in the first contracts.
import-note-other-currency =
    { $n ->
        [one] { $n } contract is in another currency than the workspace’s. CMRR and other sums leave it out.
       *[other] { $n } contracts are in another currency than the workspace’s. CMRR and other sums leave them out.
    }
import-note-dates = Dates in column “{ $column }” were read { $order }.
import-reject-line = Row
import-reject-column = Column
import-reject-value = Value
import-reject-reason = Reason
import-reasons = Why rows were not taken
import-reason-count = Count
import-rejects-none = Every row was taken.
import-rejects-first = The first { $n }. The file has all of them.
import-rejects-download = Download rows not taken as CSV
import-rejects-limit = There are many, so the file has only the first { $n }.
import-see-accounts = See accounts

## The command

import-cli-rows = rows
import-cli-sealing = storing
import-cli-computing = Metrics and health
import-cli-rejects =
    { $n ->
        [one] { $n } row could not be taken as it is; which and why: { $file }
       *[other] { $n } rows could not be taken as they are; which and why: { $file }
    }
import-cli-question = In column “{ $column }”, { $value } may have the day or the month first. Say --dates day-first or --dates month-first.
import-cli-long-past = The newest fact is of { $day }. To look at the data as of then, run: { $command }
import-long-past = The newest fact is of { $day }, so metrics of recent days have no data. To look at the data as of then, set “Day shown as today” in the settings to { $day }.
import-long-past-do = Open the settings
