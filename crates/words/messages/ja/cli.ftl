cli-listening = { $address } で受け付けています。
cli-done = 完了しました。
