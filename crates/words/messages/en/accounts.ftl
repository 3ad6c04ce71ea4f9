accounts-title = Accounts
accounts-question = Who lacks what, and what comes next?
