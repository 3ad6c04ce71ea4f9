settings-title = Settings
settings-workspace-name = Workspace name
settings-time-zone = Time zone
settings-currency = Currency
