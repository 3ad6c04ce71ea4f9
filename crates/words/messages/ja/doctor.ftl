doctor-ok = 異常はありません。
doctor-good = [正常]
doctor-warning = [注意]
doctor-bad = [異常]
doctor-verdict =
    { $bad ->
        [0] { $warnings ->
            [0] 異常はありません。
           *[other] 動作に問題はありませんが、注意が{ $warnings }件あります。
        }
       *[other] 異常が{ $bad }件あります。
    }

doctor-folder-missing = データフォルダー { $folder } がありません。
doctor-folder-missing-do = --data の指定を確認してください。新しいフォルダーは「banso serve」または「banso import」で作られます。
doctor-folder-good = データフォルダーは安全に使えます。
doctor-folder-unfit = データフォルダー { $folder } には安全に保存できません: { $why }
doctor-folder-unfit-do = ローカルディスクに移してください。ネットワークドライブや一部のコンテナーのマウントでは、書き込みが失われることがあります。
doctor-disk-good = ディスクの空きは{ $megabytes } MBです。
doctor-disk-little = ディスクの空きが{ $megabytes } MBしかありません。
doctor-disk-little-do = 早めに空きを増やしてください。履歴の再計算には、履歴と同じだけの空きが必要です。
doctor-disk-full = ディスクの空きが{ $megabytes } MBしかありません。取り込みは受け付けられません。
doctor-disk-full-do = すぐに空きを増やしてください。

doctor-state-missing = 状態データベース { $file } がありません。
doctor-state-missing-do = --data の指定を確認してください。削除された場合は、バックアップからフォルダーを復元してください。
doctor-state-good = 状態データベースは正常です({ $version }、{ $megabytes } MB)。
doctor-state-answers = 状態データベースは応答し、確定した内容を保持します({ $version }、{ $megabytes } MB)。ファイルが正常かどうかは、サーバーのpg_amcheckで確認できます。
doctor-state-unreadable = 状態データベース { $file } を開けません: { $why }
doctor-state-unreadable-do = Bansoを停止し、バックアップからフォルダーを復元してください。壊れたファイルは残しておいてください。
doctor-state-damaged = 状態データベース { $file } が壊れています: { $why }
doctor-state-damaged-do = Bansoを停止し、バックアップからフォルダーを復元してください。壊れたファイルは残しておいてください。
doctor-sqlite-old = SQLite { $version } が使われています。古い版では書き込みが失われることがあるため、{ $needed } 以上が必要です。
doctor-sqlite-old-do = 同梱のSQLiteでBansoをビルドしてください。
doctor-sqlite-setting = SQLiteの設定 { $name } が { $wanted } ではなく { $value } になっています。
doctor-sqlite-setting-do = SQLiteを安全に使えるディスクにフォルダーを移してください。
doctor-state-unreachable = 状態データベース { $file } を使えません: { $why }
doctor-state-unreachable-do = PostgreSQLが動いているか、BANSO_DATABASE_URLのアドレス、ユーザー、パスワードが正しいかを確認してください。
doctor-state-server-damaged = PostgreSQLが状態データベース { $file } の破損を見つけました: { $why }
doctor-state-server-damaged-do = Bansoを停止し、サーバーの管理者にディスクの確認とバックアップからの復元を依頼してください。
doctor-postgres-old = サーバーのPostgreSQLは { $version } です。{ $needed } 以上が必要です。
doctor-postgres-old-do = 新しいサーバーを使うか、BANSO_DATABASE_URLを空にしてSQLiteを使ってください。
doctor-postgres-setting = PostgreSQLの設定 { $name } が { $wanted } ではなく { $value } になっています。確定した内容が失われるおそれがあります。
doctor-postgres-setting-do = サーバー、またはBansoが使うデータベースかユーザーの設定を変更してください。
doctor-keys-missing = 鍵のファイル { $file } がありません。これがないと、データベースにある人の名前などを読めません。
doctor-keys-missing-do = バックアップから戻してください。このデータベースに空のフォルダーを組み合わせて始めないでください。
doctor-keys-other = 鍵のファイル { $file } は別のデータベースのものです。
doctor-keys-other-do = このデータベースのデータフォルダーを使うか、一緒に保管していたファイルを戻してください。
doctor-keys-older = 鍵のファイル { $file } はデータベースより古く、必要な鍵が足りません。
doctor-keys-older-do = いちばん新しい控えを戻してください。
doctor-keys-damaged = 鍵のファイル { $file } が壊れています。
doctor-keys-damaged-do = 壊れたファイルを残したうえで、バックアップから戻してください。
doctor-state-unsealed = データベース { $file } に、暗号化する前の版で書かれた人のデータがあります。
doctor-state-unsealed-do = 空のデータベースで始めて、もう一度取り込んでください。
doctor-state-log-long = 状態データベースのログが{ $megabytes } MBあります。
doctor-state-log-long-do = 読み取りが続いたままになっています。長い問い合わせや書き出しを止めて、Bansoを再起動してください。

doctor-lake-table-missing = レイクに表 { $table } がありません。
doctor-lake-table-missing-do = バックアップからフォルダーを復元してください。履歴だけなら「banso rebuild」で作り直せます。
doctor-lake-table-unreadable = レイクの表 { $table } を読めません: { $why }
doctor-lake-table-unreadable-do = 上に挙げたファイルに対処するか、バックアップからフォルダーを復元してください。
doctor-lake-log-good = レイクは正常です(バッチ{ $batches }件、事実{ $facts }件)。
doctor-lake-commit-missing = ログファイル { $file } がありません。
doctor-lake-commit-missing-do = Bansoを停止して「banso doctor --repair」を実行してください。修復できないものはバックアップから復元してください。
doctor-lake-commit-damaged = ログファイル { $file } が壊れています: { $why }
doctor-lake-commit-damaged-do = Bansoを停止して「banso doctor --repair」を実行してください。修復できないものはバックアップから復元してください。
doctor-lake-checkpoint-missing = チェックポイント { $file } がなく、レイクを開けません。
doctor-lake-checkpoint-missing-do = Bansoを停止して「banso doctor --repair」を実行してください。修復できないものはバックアップから復元してください。
doctor-lake-checkpoint-damaged = チェックポイント { $file } が壊れています: { $why }
doctor-lake-checkpoint-damaged-do = Bansoを停止して「banso doctor --repair」を実行してください。修復できないものはバックアップから復元してください。
doctor-lake-file-missing = データファイル { $file } がありません。
doctor-lake-file-missing-do = Bansoを停止して「banso doctor --repair」を実行してください。修復できないものはバックアップから復元してください。
doctor-lake-file-damaged = データファイル { $file } が壊れています: { $why }
doctor-lake-file-damaged-do = Bansoを停止して「banso doctor --repair」を実行してください。修復できないものはバックアップから復元してください。
doctor-lake-batch-order = ログファイル { $file } はバッチ{ $batch }のものですが、次はバッチ{ $due }のはずです。
doctor-lake-batch-order-do = Bansoを停止してください。事実が重複または欠落しているおそれがあるため、バックアップからフォルダーを復元してください。
doctor-lake-batch-rows = ログファイル { $file } にあるバッチ{ $batch }の事実は{ $lake }件ですが、状態データベースの記録では{ $state }件です。
doctor-lake-batch-rows-do = Bansoを停止し、バックアップからフォルダーを復元してください。
doctor-lake-batch-missing = 書き込み済みのバッチ{ $batch }がレイクにありません。
doctor-lake-batch-missing-do = Bansoを停止して「banso doctor --repair」を実行してください。修復できないものはバックアップから復元してください。
doctor-lake-rows-differ = レイクの事実は{ $lake }件ですが、状態データベースの記録では{ $state }件です。
doctor-lake-rows-differ-do = 上に挙げたファイルに対処するか、バックアップからフォルダーを復元してください。
doctor-lake-state-unknown = 状態データベースを読めないため、すべての事実がレイクにあるか確認できません。
doctor-lake-state-unknown-do = 先に状態データベースに対処してください。
doctor-lake-log-long = 表 { $table } のログが、前回のチェックポイントから{ $entries }件たまっています。
doctor-lake-log-long-do = 夜間に自動で整理されるため、Bansoを動かしたままにしてください。増え続ける場合は、ログのメッセージを確認してください。
doctor-lake-files-many = 表 { $table } のデータファイルが{ $files }個あり、読み取りが遅くなっています。
doctor-lake-files-many-do = 夜間に自動で整理されるため、Bansoを動かしたままにしてください。増え続ける場合は、ログのメッセージを確認してください。
doctor-lake-leftovers = 表 { $table } に、異常終了で残った書きかけのファイルが{ $files }個あります。
doctor-lake-leftovers-do = 害はありません。夜間に自動で削除されます。

doctor-mended-checkpoint = 壊れたチェックポイント { $file } を退避しました。内容はログファイルにすべて残っています。
doctor-mended-old-entries = { $file } までのログファイルを退避しました。内容はチェックポイントに残っています。
doctor-mended-batch = ログファイル { $file } をバッチ{ $batch }の内容で書き直しました。
doctor-mended-entry = バッチを含まないログファイル { $file } を書き直しました。
doctor-mended-file = データファイル { $file } の事実{ $facts }件を、状態データベースに残る受信記録から書き直しました。
doctor-not-mended-checkpoint = チェックポイント { $file } は修復できません。そこにまとめられたログファイルがもうありません。
doctor-not-mended-checkpoint-do = このファイル、またはフォルダー全体をバックアップから復元してください。
doctor-not-mended-batch = バッチ{ $batch }は書き直せません。ファイルにも状態データベースにも、すべての事実はそろっていません。
doctor-not-mended-batch-do = 状態データベースより古くないバックアップからフォルダー「lake」を復元してください。
doctor-not-mended-file = データファイル { $file } は修復できません。その事実がすべては状態データベースに残っていません。
doctor-not-mended-file-do = このファイルをバックアップから復元してください。
doctor-not-mended-total = 修復後の事実が{ $state }件ではなく{ $lake }件になるため、すべて元に戻しました。
doctor-not-mended-total-do = 状態データベースより古くないバックアップからフォルダー「lake」を復元してください。
doctor-not-mended-why = 修復を続けられませんでした: { $why }
doctor-not-mended-why-do = 原因を取り除いてからもう一度「banso doctor --repair」を実行するか、バックアップからフォルダーを復元してください。
doctor-not-mended-state = 状態データベースがないと、レイクは修復できません。
doctor-not-mended-state-do = 先に状態データベースに対処してください。
doctor-not-mended-busy = 別のプロセスがレイクに書き込んでいます。
doctor-not-mended-busy-do = Bansoを停止してから、もう一度「banso doctor --repair」を実行してください。

doctor-history-good = 指標とヘルスの履歴は最新です({ $day })。
doctor-history-running = 指標とヘルスの履歴を計算中です。
doctor-history-none = 指標とヘルスの履歴がまだ計算されていません。
doctor-history-none-do = 「banso rebuild」を実行してください。
doctor-history-behind = 履歴の計算後に届いた事実が{ $facts }件あります。
doctor-history-behind-do = 自動の計算を待つか、「banso rebuild」を実行してください。
doctor-history-failed = 履歴の計算に失敗しました: { $why }
doctor-history-failed-do = 「banso rebuild」を実行し、表示されるメッセージを確認してください。
doctor-history-stuck = 履歴の計算が数時間止まったままです。
doctor-history-stuck-do = Bansoを再起動するか、「banso rebuild」を実行してください。
doctor-history-unknown = 履歴の状態を読めません: { $why }
doctor-history-unknown-do = 先に状態データベースに対処してください。
doctor-erasures-open = 完了していない人の消去が { $erasures } 件あります。
doctor-erasures-open-do = 「banso serve」の実行中に自動で完了します。
