import-title = データを取り込む
import-file = ファイル
import-start = 取り込む
import-rejects = 保留の行
