web-skip = 本文へ移動する
web-sign-in = サインインする
web-sign-out = サインアウトする
web-language = 言語
web-not-found = ページが見つかりません。
web-forbidden = このページを見る権限がありません。
