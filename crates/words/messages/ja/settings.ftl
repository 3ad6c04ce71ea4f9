settings-title = 設定
settings-workspace-name = ワークスペース名
settings-time-zone = 時間帯
settings-currency = 通貨
