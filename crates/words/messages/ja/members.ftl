members-title = チーム
members-invite = 社内メンバーを招待する
