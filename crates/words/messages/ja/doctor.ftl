doctor-ok = 異常はありません。
