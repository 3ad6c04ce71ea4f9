## Search (W-39)

search-title = 「{ $typed }」の検索結果
search-question = どこにあるか
search-label = 会社名・人名・ページ名で探す
search-pages = ページ
search-none = 見つかりませんでした
search-none-needs = かな・漢字・英数字のどれでも、1 文字から探せます。短い言葉で試してください。
search-none-do = 顧客の一覧で探す
