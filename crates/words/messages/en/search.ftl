## Search (W-39)

search-title = Results for “{ $typed }”
search-question = Where is it?
search-label = Search accounts, people and pages
search-pages = Pages
search-none = Nothing found
search-none-needs = One character is enough, in kana, kanji or Latin letters. Try a shorter word.
search-none-do = Search in the list of accounts
