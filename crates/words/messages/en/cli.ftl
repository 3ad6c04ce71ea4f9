cli-listening = Listening on { $address }.
cli-done = Done.

cli-sql-no-data = There is no Banso data in { $folder }. Check --data.
cli-sql-more = There were more rows. Only the first { $rows } are shown; --rows shows more.
cli-sql-not-a-query = Only one statement that reads is allowed: { $what }
cli-sql-invalid = { $why }
cli-sql-invalid-at = Line { $line }, column { $column }: { $why }
cli-sql-too-long = The query was stopped after { $seconds } seconds. Narrow it down, or give it more with --time.
cli-sql-too-large = The query needs more than { $megabytes } MB of memory. Narrow it down or group it.
cli-sql-failed = The query failed: { $why }
