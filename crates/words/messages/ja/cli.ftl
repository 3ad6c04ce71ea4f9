cli-listening = { $address } で受け付けています。
cli-done = 完了しました。

cli-sql-no-data = { $folder } にBansoのデータがありません。--data の指定を確認してください。
cli-sql-more = 結果には続きがあります。先頭の{ $rows }行だけを表示しました。--rows で増やせます。
cli-sql-not-a-query = 実行できるのは読み取りの文1つだけです: { $what }
cli-sql-invalid = { $why }
cli-sql-invalid-at = { $line }行{ $column }文字目: { $why }
cli-sql-too-long = { $seconds }秒を超えたため、問い合わせを止めました。条件を絞るか、--time で延ばしてください。
cli-sql-too-large = 問い合わせに{ $megabytes } MBを超えるメモリーが必要です。条件を絞るか、集計してください。
cli-sql-failed = 問い合わせに失敗しました: { $why }
