readiness-title = Data readiness
readiness-question = What has arrived, and what is missing?
readiness-accounts = See the accounts
readiness-import = Import files
readiness-empty = No data has arrived yet
readiness-empty-needs = Import accounts, contracts, people and records of use; this page then says which criteria can be judged.
readiness-coverage-definition = Share of the weight of the criteria of health model “{ $model }” that has data and can be judged, as a mean over all accounts. A criterion without data is not taken as unmet.
readiness-says = Of { $n } metrics, { $fresh } have data, { $stale } have gone silent, and for { $never } nothing has arrived.

## What to send next

readiness-next = What to send next
readiness-send-contracts = A list of contracts
readiness-send-people = A list of people
readiness-send-any = Records of use
readiness-send-facts = Facts: { $names }
readiness-or = { ", or " }
readiness-and = { "; " }
readiness-gain = +{ $n } points of coverage
readiness-waiting = Criteria that can then be judged:
readiness-any-fact = All facts
readiness-learned-from = A learned formula of { $n } metrics

## Doubtful data

readiness-quality = Doubtful data
readiness-quality-none = Nothing doubtful was found.
readiness-more-accounts = { $n ->
    [one] and { $n } more account
   *[other] and { $n } more accounts
}
readiness-usage-before-contract = { $facts ->
    [one] { $facts } record of use lies before the contract’s start ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
   *[other] { $facts } records of use lie before the contract’s start ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
}
readiness-usage-before-contract-why = Their dates are earlier than the account’s first contract. Check whether a contract is missing, and whether dates were read in the right order.
readiness-tickets-before-sign-up = { $facts ->
    [one] { $facts } ticket is older than the account’s sign-up ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
   *[other] { $facts } tickets are older than the account’s sign-up ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
}
readiness-tickets-before-sign-up-why = Either the sign-up date of the account or the date of the ticket may be wrong.
readiness-future = { $facts ->
    [one] { $facts } record lies in the future ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
   *[other] { $facts } records lie in the future ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
}
readiness-future-why = Check whether day and month were read the wrong way round. They count once their day has come.
readiness-other-currency = { $facts ->
    [one] { $facts } contract in another currency is not counted ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
   *[other] { $facts } contracts in another currency are not counted ({ $accounts ->
        [one] { $accounts } account
       *[other] { $accounts } accounts
    })
}
readiness-other-currency-why = CMRR and renewals take them as 0, and criteria about contracts cannot be judged for these accounts. Check the currency of the contracts, or that of the settings.
readiness-no-people = { $accounts ->
    [one] { $accounts } account has no people
   *[other] { $accounts } accounts have no people
}
readiness-no-people-why = Criteria that count users or champions cannot be judged for them.
readiness-no-contract = { $accounts ->
    [one] { $accounts } account has no contract
   *[other] { $accounts } accounts have no contract
}
readiness-no-contract-why = Neither the renewal deadline nor the amount is known.
readiness-same-company = { $accounts ->
    [one] { $accounts } account may be the same company as another
   *[other] { $accounts } accounts may be the same company as another
}
readiness-same-company-why = Their names are the same apart from legal form and spelling. Nothing is merged by itself.

## Imports

readiness-halted = Rows that were left out
readiness-halted-why = Rows that could not be read, and facts that were not taken because their ID was there already with other content.
readiness-column-file = File
readiness-column-when = Imported
readiness-column-rejected = Unreadable rows
readiness-column-conflicting = Facts with a duplicate ID

## Criteria and metrics

readiness-criteria = Data by criterion
readiness-criteria-why = Accounts without data count neither as met nor as unmet.
readiness-metrics = Data by metric
readiness-metrics-why = “Silent” metrics have had nothing from any account for longer than they tolerate. They count as no data, not as zero.
readiness-column-with-data = Accounts with data
readiness-column-met = Met
readiness-column-unmet = Unmet
readiness-column-missing = No data
readiness-column-state = State
readiness-column-first = First day
readiness-column-last = Last day
readiness-column-source = Counted from
readiness-column-criteria = Criteria
readiness-state-fresh = Arriving
readiness-state-stale = Silent
readiness-state-never = Missing
