doctor-ok = Nothing is wrong.
doctor-good = [good]
doctor-warning = [warning]
doctor-bad = [broken]
doctor-verdict =
    { $bad ->
        [0] { $warnings ->
            [0] Nothing is wrong.
            [one] Sound, with one warning.
           *[other] Sound, with { $warnings } warnings.
        }
        [one] One thing is broken.
       *[other] { $bad } things are broken.
    }

doctor-folder-missing = The data folder { $folder } does not exist.
doctor-folder-missing-do = Check --data. A new folder is made by "banso serve" or "banso import".
doctor-folder-good = The data folder can hold the stores.
doctor-folder-unfit = The data folder { $folder } cannot hold the stores safely: { $why }
doctor-folder-unfit-do = Move it to a local disk. Network drives and some container mounts cannot keep what they confirm.
doctor-disk-good = { $megabytes } MB of disk are free.
doctor-disk-little = Only { $megabytes } MB of disk are free.
doctor-disk-little-do = Make room soon: a rebuild of the history needs as much again as the history.
doctor-disk-full = Only { $megabytes } MB of disk are free. Imports will be refused.
doctor-disk-full-do = Make room now.

doctor-state-missing = The state database { $file } does not exist.
doctor-state-missing-do = Check --data. If it was deleted, restore the folder from a backup.
doctor-state-good = The state database is sound ({ $version }, { $megabytes } MB).
doctor-state-answers = The state database answers, and keeps what it acknowledges ({ $version }, { $megabytes } MB). Whether its files are sound, pg_amcheck on the server says.
doctor-state-unreadable = The state database { $file } cannot be opened: { $why }
doctor-state-unreadable-do = Stop Banso and restore the folder from a backup. Keep the damaged files.
doctor-state-damaged = The state database { $file } is damaged: { $why }
doctor-state-damaged-do = Stop Banso and restore the folder from a backup. Keep the damaged files.
doctor-sqlite-old = SQLite { $version } is linked; { $needed } is needed, because older ones can lose a write.
doctor-sqlite-old-do = Build Banso with its bundled SQLite.
doctor-sqlite-setting = The SQLite setting { $name } is { $value } instead of { $wanted }.
doctor-sqlite-setting-do = Move the folder to a disk where SQLite can use it safely.
doctor-state-unreachable = The state database { $file } cannot be used: { $why }
doctor-state-unreachable-do = Check that PostgreSQL runs, and that BANSO_DATABASE_URL has the right address, user and password.
doctor-state-server-damaged = PostgreSQL found damage in the state database { $file }: { $why }
doctor-state-server-damaged-do = Stop Banso. Let whoever looks after the server check its disks and restore the database from a backup.
doctor-postgres-old = The server runs PostgreSQL { $version }; { $needed } or newer is needed.
doctor-postgres-old-do = Use a newer server, or SQLite: leave BANSO_DATABASE_URL empty.
doctor-postgres-setting = The PostgreSQL setting { $name } is { $value } instead of { $wanted }. What Banso has confirmed could be lost.
doctor-postgres-setting-do = Change the setting on the server, or for the database or the user that Banso uses.
doctor-keys-missing = The file of keys { $file } is missing. Without it nobody's name in the database can be read.
doctor-keys-missing-do = Put it back from its backup. Do not start with an empty folder on this database.
doctor-keys-other = The file of keys { $file } belongs to another database.
doctor-keys-other-do = Use the data folder of this database, or put back the file that was kept with it.
doctor-keys-older = The file of keys { $file } is older than the database: keys that it needs are not there.
doctor-keys-older-do = Put back its newest copy.
doctor-keys-damaged = The file of keys { $file } is damaged.
doctor-keys-damaged-do = Keep it, and put it back from its backup.
doctor-state-unsealed = The database { $file } holds persons from a version that did not seal their data.
doctor-state-unsealed-do = Begin with an empty database and import again.
doctor-state-log-long = The log of the state database is { $megabytes } MB long.
doctor-state-log-long-do = Something reads without end. Stop long queries and exports, then restart Banso.

doctor-lake-table-missing = The lake has no table { $table }.
doctor-lake-table-missing-do = Restore the folder from a backup. The histories alone come back with "banso rebuild".
doctor-lake-table-unreadable = The table { $table } of the lake cannot be read: { $why }
doctor-lake-table-unreadable-do = See to the files named above, or restore the folder from a backup.
doctor-lake-log-good = The lake is sound: { $batches } batches, { $facts } facts.
doctor-lake-commit-missing = The log entry { $file } is missing.
doctor-lake-commit-missing-do = Stop Banso and run "banso doctor --repair". What it cannot mend must come from a backup.
doctor-lake-commit-damaged = The log entry { $file } is damaged: { $why }
doctor-lake-commit-damaged-do = Stop Banso and run "banso doctor --repair". What it cannot mend must come from a backup.
doctor-lake-checkpoint-missing = The checkpoint { $file } is missing, and the lake cannot be opened without it.
doctor-lake-checkpoint-missing-do = Stop Banso and run "banso doctor --repair". What it cannot mend must come from a backup.
doctor-lake-checkpoint-damaged = The checkpoint { $file } is damaged: { $why }
doctor-lake-checkpoint-damaged-do = Stop Banso and run "banso doctor --repair". What it cannot mend must come from a backup.
doctor-lake-file-missing = The data file { $file } is missing.
doctor-lake-file-missing-do = Stop Banso and run "banso doctor --repair". What it cannot mend must come from a backup.
doctor-lake-file-damaged = The data file { $file } is damaged: { $why }
doctor-lake-file-damaged-do = Stop Banso and run "banso doctor --repair". What it cannot mend must come from a backup.
doctor-lake-batch-order = The log entry { $file } brings batch { $batch }, but batch { $due } was due.
doctor-lake-batch-order-do = Stop Banso. Facts may be doubled or missing: restore the folder from a backup.
doctor-lake-batch-rows = The log entry { $file } has { $lake } facts of batch { $batch }; the state database knows { $state }.
doctor-lake-batch-rows-do = Stop Banso and restore the folder from a backup.
doctor-lake-batch-missing = Batch { $batch } is not in the lake, although it was sealed.
doctor-lake-batch-missing-do = Stop Banso and run "banso doctor --repair". What it cannot mend must come from a backup.
doctor-lake-rows-differ = The lake shows { $lake } facts; the state database knows { $state } sealed ones.
doctor-lake-rows-differ-do = See to the files named above, or restore the folder from a backup.
doctor-lake-state-unknown = Without the state database it cannot be said whether all facts are in the lake.
doctor-lake-state-unknown-do = See to the state database first.
doctor-lake-log-long = The log of the table { $table } has { $entries } entries since its last checkpoint.
doctor-lake-log-long-do = Leave Banso running: it tidies up at night. If the number grows, look into its messages.
doctor-lake-files-many = The table { $table } has { $files } data files; reading is slow.
doctor-lake-files-many-do = Leave Banso running: it tidies up at night. If the number grows, look into its messages.
doctor-lake-leftovers = { $files } unfinished files lie in the table { $table }, left by a crash.
doctor-lake-leftovers-do = They do no harm. Banso deletes them at night.

doctor-mended-checkpoint = Moved the bad checkpoint { $file } aside: the log entries hold what it held.
doctor-mended-old-entries = Moved the log entries up to { $file } aside: the checkpoint holds what they held.
doctor-mended-batch = Wrote the log entry { $file } again with batch { $batch }.
doctor-mended-entry = Wrote the log entry { $file } again, which brought no batch.
doctor-mended-file = Wrote the { $facts } facts of the data file { $file } again from the state database, which still had them.
doctor-not-mended-checkpoint = The checkpoint { $file } cannot be replaced: log entries that it held are gone.
doctor-not-mended-checkpoint-do = Restore this file, or the whole folder, from a backup.
doctor-not-mended-batch = Batch { $batch } cannot be sealed again: neither its file nor the state database has all of its facts.
doctor-not-mended-batch-do = Restore the folder "lake" from a backup that is not older than the state database.
doctor-not-mended-file = The data file { $file } cannot be replaced: the state database does not have all of its facts any more.
doctor-not-mended-file-do = Restore this file from a backup.
doctor-not-mended-total = The mended lake would have { $lake } facts instead of { $state }. Everything was put back as it was.
doctor-not-mended-total-do = Restore the folder "lake" from a backup that is not older than the state database.
doctor-not-mended-why = Mending went no further: { $why }
doctor-not-mended-why-do = See to the cause and run "banso doctor --repair" again, or restore the folder from a backup.
doctor-not-mended-state = Without the state database the lake cannot be mended.
doctor-not-mended-state-do = See to the state database first.
doctor-not-mended-busy = Another process is writing to the lake.
doctor-not-mended-busy-do = Stop Banso and run "banso doctor --repair" again.

doctor-history-good = The history of metrics and health is up to date ({ $day }).
doctor-history-running = The history of metrics and health is being computed.
doctor-history-none = The history of metrics and health was never computed.
doctor-history-none-do = Run "banso rebuild".
doctor-history-behind = { $facts } facts have come since the history was computed.
doctor-history-behind-do = Wait for Banso to catch up, or run "banso rebuild".
doctor-history-failed = Computing the history failed: { $why }
doctor-history-failed-do = Run "banso rebuild" and look at its messages.
doctor-history-stuck = Computing the history has stood still for hours.
doctor-history-stuck-do = Restart Banso or run "banso rebuild".
doctor-history-unknown = The state of the history cannot be read: { $why }
doctor-history-unknown-do = See to the state database first.
doctor-erasures-open = Erasures of persons that are not complete: { $erasures }
doctor-erasures-open-do = They are completed by themselves while "banso serve" runs.
