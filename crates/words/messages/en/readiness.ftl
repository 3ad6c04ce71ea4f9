readiness-title = Data readiness
readiness-question = What has arrived, and what is missing?
