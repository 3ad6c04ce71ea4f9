health-met = 達成
health-unmet = 未達
health-unknown = データなし
