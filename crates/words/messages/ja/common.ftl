## Words of the glossary

common-account = 顧客
common-accounts = 顧客
common-person = 担当者
common-people = 担当者
common-member = 社内メンバー
common-members = 社内メンバー
common-champion = 推進者
common-contract = 契約
common-contracts = 契約
common-starts-on = 契約開始日
common-ends-on = 満了日
common-decline-by = 更新拒絶期限
common-ringi = 稟議
common-fact = 事実
common-facts = 事実
common-metric = 指標
common-metrics = 指標
common-criterion = 条件
common-criteria = 条件
common-unmet = 未達の条件
common-next-action = 次の一手
common-axis = 軸
common-rank = ランク
common-ranks = 顧客ランク
common-segment = セグメント
common-score = ヘルススコア
common-model = ヘルスモデル
common-models = ヘルスモデル
common-version = 版
common-coverage = データの充足
common-phase = フェーズ
common-touch = 接点
common-touches = 接点
common-last-touch = 最終接点
common-churn = 解約
common-cmrr = 契約月次経常収益（CMRR）
common-cmrr-short = CMRR
common-enthusiast-rate = 熱狂クライアント率
common-owner = 担当

## Fields

common-name = 名前
common-company = 会社名
common-mail = メールアドレス
common-phone = 電話番号
common-postcode = 郵便番号
common-department = 部署
common-title = 役職
common-plan = プラン
common-industry = 業種
common-country = 国・地域
common-memo = メモ
common-product = 製品
common-amount = 金額
common-date = 日付
common-kind = 種類
common-unit = 単位
common-count = 件数
common-total = 合計

## Roles

common-role = 役割
common-role-admin = 管理者
common-role-manager = マネージャー
common-role-csm = CSM
common-role-viewer = 閲覧者

## Kinds of touch

common-touch-meeting = 会議
common-touch-call = 電話
common-touch-mail = メール
common-touch-visit = 訪問
common-touch-session = 説明会
common-touch-other = その他

## Internal approval of the customer

common-ringi-none = 未着手
common-ringi-preparing = 準備中
common-ringi-circulating = 回付中
common-ringi-approved = 決裁済み
common-ringi-returned = 差戻し

## Actions

common-save = 保存する
common-cancel = キャンセル
common-search = 検索する
common-close = 閉じる
common-add = 追加する
common-edit = 編集する
common-delete = 削除する
common-undo = 元に戻す
common-back = 戻る
common-next = 次へ
common-previous = 前へ
common-show-all = すべて表示する
common-download-csv = CSV を書き出す
common-open = 開く
common-continue = 続ける
common-apply = 適用する

## Small words

common-required = 必須
common-optional = 任意
common-yes = はい
common-no = いいえ
common-none = なし
common-no-data = データなし
common-not-set = 未設定
common-all = すべて
common-before = 前回
common-now = 現在

## Counts

common-n-accounts = { $n } 社
common-n-people = { $n } 名
common-n-rows = { $n } 行
common-n-items = { $n } 件
common-n-days = { $n } 日

## How far a day is from today

common-today = 今日
common-yesterday = 昨日
common-tomorrow = 明日
common-days-ago = { $n } 日前
common-days-ahead = { $n } 日後
common-months-ago = { $n } か月前
common-months-ahead = { $n } か月後
common-years-ago = { $n } 年前
common-years-ahead = { $n } 年後
