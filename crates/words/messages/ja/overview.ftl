overview-title = 全体
overview-question = 顧客は今どこに居るか
overview-transitions = 移り変わり
