## Words of the glossary

common-account = Account
common-accounts = Accounts
common-person = Person
common-people = People
common-member = Member
common-members = Members
common-champion = Champion
common-contract = Contract
common-contracts = Contracts
common-starts-on = Start date
common-ends-on = End date
common-decline-by = Deadline to decline renewal
common-ringi = Internal approval
common-fact = Fact
common-facts = Facts
common-metric = Metric
common-metrics = Metrics
common-criterion = Criterion
common-criteria = Criteria
common-unmet = Unmet criteria
common-next-action = Next action
common-axis = Axis
common-rank = Rank
common-ranks = Customer rank
common-segment = Segment
common-score = Health score
common-model = Health model
common-models = Health models
common-version = Version
common-coverage = Coverage
common-phase = Phase
common-touch = Touch
common-touches = Touches
common-last-touch = Last touch
common-churn = Churn
common-cmrr = CMRR
common-cmrr-short = CMRR
common-enthusiast-rate = Enthusiast rate
common-owner = Owner

## Fields

common-name = Name
common-company = Company
common-mail = Email
common-phone = Phone
common-postcode = Postcode
common-department = Department
common-title = Title
common-plan = Plan
common-industry = Industry
common-country = Country
common-memo = Notes
common-product = Product
common-amount = Amount
common-date = Date
common-kind = Kind
common-unit = Unit
common-count = Count
common-total = Total

## Roles

common-role = Role
common-role-admin = Administrator
common-role-manager = Manager
common-role-csm = CSM
common-role-viewer = Viewer

## Kinds of touch

common-touch-meeting = Meeting
common-touch-call = Call
common-touch-mail = Email
common-touch-visit = Visit
common-touch-session = Session
common-touch-other = Other

## Internal approval of the customer

common-ringi-none = Not started
common-ringi-preparing = Being prepared
common-ringi-circulating = In circulation
common-ringi-approved = Approved
common-ringi-returned = Sent back

## Actions

common-save = Save
common-cancel = Cancel
common-search = Search
common-close = Close
common-add = Add
common-edit = Edit
common-delete = Delete
common-undo = Undo
common-back = Back
common-next = Next
common-previous = Previous
common-show-all = Show all
common-download-csv = Download CSV
common-open = Open
common-continue = Continue
common-apply = Apply

## Small words

common-required = Required
common-optional = Optional
common-yes = Yes
common-no = No
common-none = None
common-no-data = No data
common-not-set = Not set
common-all = All
common-before = Before
common-now = Now

## Counts

common-n-accounts =
    { $n ->
        [one] { $n } account
       *[other] { $n } accounts
    }
common-n-people =
    { $n ->
        [one] { $n } person
       *[other] { $n } people
    }
common-n-rows =
    { $n ->
        [one] { $n } row
       *[other] { $n } rows
    }
common-n-items =
    { $n ->
        [one] { $n } item
       *[other] { $n } items
    }
common-n-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }

## How far a day is from today

common-today = today
common-yesterday = yesterday
common-tomorrow = tomorrow
common-days-ago = { $n } days ago
common-days-ahead = in { $n } days
common-months-ago =
    { $n ->
        [one] { $n } month ago
       *[other] { $n } months ago
    }
common-months-ahead =
    { $n ->
        [one] in { $n } month
       *[other] in { $n } months
    }
common-years-ago =
    { $n ->
        [one] { $n } year ago
       *[other] { $n } years ago
    }
common-years-ahead =
    { $n ->
        [one] in { $n } year
       *[other] in { $n } years
    }
