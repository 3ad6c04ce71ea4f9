accounts-title = 顧客
accounts-question = どの顧客が、何が足りず、次は何か
