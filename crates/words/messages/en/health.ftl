health-met = Met
health-unmet = Not met
health-unknown = No data
