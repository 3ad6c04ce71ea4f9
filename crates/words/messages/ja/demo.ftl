demo-workspace = デモ用ワークスペース
demo-ready = デモの準備ができました。
