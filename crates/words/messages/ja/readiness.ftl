readiness-title = データの状態
readiness-question = 何が届き、何が欠けているか
