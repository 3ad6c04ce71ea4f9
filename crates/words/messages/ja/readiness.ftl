readiness-title = データの状態
readiness-question = 何が届き、何が欠けているか
readiness-accounts = 顧客を見る
readiness-import = ファイルを取り込む
readiness-empty = データはまだ届いていません
readiness-empty-needs = 顧客、契約、担当者、利用の記録を取り込むと、どの条件を判定できるかがここで分かります。
readiness-coverage-definition = ヘルスモデル「{ $model }」の条件の重みのうち、データがあって判定できる割合です。全顧客の平均です。データがない条件は未達とはみなしません。
readiness-says = { $n } の指標のうち、{ $fresh } にデータがあり、{ $stale } は途絶え、{ $never } にはまだ届いていません。

## 次に送るもの

readiness-next = 次に送るデータ
readiness-send-contracts = 契約の一覧
readiness-send-people = 担当者の一覧
readiness-send-any = 利用の記録
readiness-send-facts = { $names } の記録
readiness-or = 、または
readiness-and = 、
readiness-gain = 充足 +{ $n } ポイント
readiness-waiting = 判定できるようになる条件:
readiness-any-fact = すべての事実
readiness-learned-from = 学習した式（指標 { $n } 個から）

## 気になるデータ

readiness-quality = 気になるデータ
readiness-quality-none = 気になる点は見つかりませんでした。
readiness-more-accounts = ほか { $n } 社
readiness-usage-before-contract = 契約の開始より前の利用が { $facts } 件あります（{ $accounts } 社）
readiness-usage-before-contract-why = その顧客の最初の契約開始日より前の日付です。契約が漏れていないか、日付の読み取りが正しいかを確かめてください。
readiness-tickets-before-sign-up = 登録日より前の問い合わせが { $facts } 件あります（{ $accounts } 社）
readiness-tickets-before-sign-up-why = 顧客の登録日と、問い合わせの日付のどちらかが違っている可能性があります。
readiness-future = 未来の日付の記録が { $facts } 件あります（{ $accounts } 社）
readiness-future-why = 日と月が入れ替わって読まれていないかを確かめてください。その日が来るまで指標には入りません。
readiness-other-currency = ワークスペースと別の通貨の契約が { $facts } 件あり、集計に入っていません（{ $accounts } 社）
readiness-other-currency-why = CMRR や更新の金額には 0 として扱われ、契約の金額を見る条件ではこの顧客を判定できません。契約の通貨か、設定の通貨を確かめてください。
readiness-no-people = 担当者が一人も登録されていない顧客が { $accounts } 社あります
readiness-no-people-why = 利用者の数や推進者を数える条件は、この顧客では判定できません。
readiness-no-contract = 契約が一つもない顧客が { $accounts } 社あります
readiness-no-contract-why = 更新の期限も金額も分かりません。
readiness-same-company = 同じ会社かもしれない顧客が { $accounts } 社あります
readiness-same-company-why = 法人格や表記の違いを除くと同じ名前です。自動では統合しません。

## 取込

readiness-halted = 取り込めなかった行
readiness-halted-why = 読めなかった行と、同じ ID で内容が違うために採らなかった事実です。
readiness-column-file = ファイル
readiness-column-when = 取り込んだ日時
readiness-column-rejected = 読めなかった行
readiness-column-conflicting = ID が重複した事実

## 条件と指標

readiness-criteria = 条件ごとのデータ
readiness-criteria-why = データのない顧客は、達成にも未達にも数えません。
readiness-metrics = 指標ごとのデータ
readiness-metrics-why = 「途絶えた」は、どの顧客からも決めた日数以上届いていない指標です。ゼロではなく、データなしとして扱います。
readiness-column-with-data = データのある顧客
readiness-column-met = 達成（社）
readiness-column-unmet = 未達（社）
readiness-column-missing = データなし（社）
readiness-column-state = 状態
readiness-column-first = 最初の日
readiness-column-last = 最新の日
readiness-column-source = 数えるもの
readiness-column-criteria = 使う条件
readiness-state-fresh = 届いている
readiness-state-stale = 途絶えた
readiness-state-never = 未着
