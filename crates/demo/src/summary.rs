//! What members write down after a contact.

use crate::case::Case;
use crate::dice::Dice;
use crate::story::Story;
use crate::vendor::TouchKind;
use banso_kernel::Day;

/// One or two sentences, in Japanese for Japanese accounts.
pub fn summary(case: &Case, kind: TouchKind, day: Day, health: f64, dice: &mut Dice) -> String {
    let mood = mood(case, day, health);
    if !case.company.japanese {
        return format!("{} {}", dice.pick(english_topic(mood)), dice.pick(english_next(mood)));
    }
    let opening = match kind {
        TouchKind::Meeting => dice.pick(&["定例会。", "Web会議。", "月次の打ち合わせ。"]),
        TouchKind::Call => dice.pick(&["電話でお話しした。", "折り返しの電話。", "お電話をいただいた。"]),
        TouchKind::Mail => dice.pick(&["メールで連絡。", "メールに返信をいただいた。", "資料をメールで送った。"]),
        TouchKind::Visit => dice.pick(&["訪問。", "ごあいさつに伺った。"]),
        TouchKind::Session => dice.pick(&["操作説明会。", "利用者向けの研修。"]),
    };
    format!("{opening}{}{}", dice.pick(topic(mood)), dice.pick(next(mood)))
}

#[derive(Clone, Copy)]
enum Mood {
    SetUp,
    Stuck,
    Good,
    Usual,
    Low,
}

fn mood(case: &Case, day: Day, health: f64) -> Mood {
    match case.story {
        Story::StalledSetUp => Mood::Stuck,
        _ if day - case.signed_up < 80 => Mood::SetUp,
        _ if health > 0.7 => Mood::Good,
        _ if health > 0.42 => Mood::Usual,
        _ => Mood::Low,
    }
}

fn topic(mood: Mood) -> &'static [&'static str] {
    match mood {
        Mood::SetUp => &[
            "初期設定の進め方を確認した。",
            "取り込む元データの形を一緒に見た。",
            "利用開始日を決めた。",
            "IDの配布先を整理した。",
            "管理画面の使い方をひと通りご案内した。",
        ],
        Mood::Stuck => &[
            "初期設定が先月から進んでいない。",
            "担当の方がほかの案件で手一杯とのこと。",
            "データの用意に社内調整が要るとのこと。",
            "返信が遅れがちになっている。",
        ],
        Mood::Good => &[
            "他部署へ広げたいとの相談をいただいた。",
            "月次の集計が半日から一時間になったとのこと。",
            "自動化の設定をご自身で進めておられる。",
            "社内の勉強会で紹介してくださった。",
            "次回のユーザー会での発表を引き受けていただけそう。",
        ],
        Mood::Usual => &[
            "いつもの使い方で困りごとはないとのこと。",
            "レポートの共有方法についてご質問があった。",
            "先月の利用状況をお伝えした。",
            "新しく加わった方の登録を手伝った。",
            "出力の様式を変えたいとのご要望をうかがった。",
        ],
        Mood::Low => &[
            "利用が減っている理由をうかがった。",
            "現場では以前の表計算に戻っているとのこと。",
            "推進者の方の異動で引き継ぎができていない。",
            "費用に見合うかを社内で問われているとのこと。",
            "更新の可否は来月の会議で決めるとのこと。",
        ],
    }
}

fn next(mood: Mood) -> &'static [&'static str] {
    match mood {
        Mood::SetUp => &["次回は取り込みの確認。", "来週もう一度つなぐ。", "宿題は利用者の一覧。", ""],
        Mood::Stuck => {
            &["上長の方に時間をいただくようお願いした。", "代行の提案を準備する。", "来週こちらから電話する。"]
        }
        Mood::Good => &["分科会にご案内する。", "オプションの見積もりをお送りする。", "事例の取材をお願いする。", ""],
        Mood::Usual => &["次は来月の定例。", "手順書をお送りした。", "要望として社内に上げる。", ""],
        Mood::Low => &[
            "再研修を提案した。",
            "後任の方をご紹介いただく。",
            "効果の資料をまとめてお渡しする。",
            "上長と対応を相談する。",
        ],
    }
}

fn english_topic(mood: Mood) -> &'static [&'static str] {
    match mood {
        Mood::SetUp => {
            &["Went through the set-up plan.", "Looked at their source files together.", "Agreed on the start date."]
        }
        Mood::Stuck => &["Set-up has not moved since last month.", "Their lead is busy with another project."],
        Mood::Good => &[
            "They want to roll out to another team.",
            "Monthly closing is down to an hour.",
            "They built an automation by themselves.",
        ],
        Mood::Usual => &["Nothing to complain about.", "Asked how to share reports.", "Reviewed last month's use."],
        Mood::Low => &[
            "Asked why use is falling.",
            "The team went back to spreadsheets.",
            "Budget for renewal is being questioned.",
        ],
    }
}

fn english_next(mood: Mood) -> &'static [&'static str] {
    match mood {
        Mood::SetUp => &["Next: check the import.", "Meet again next week."],
        Mood::Stuck => &["Will call their manager.", "Prepare an offer to do it for them."],
        Mood::Good => &["Will invite to the user group.", "Send a quote for the option."],
        Mood::Usual => &["Next review in a month.", "Sent the guide."],
        Mood::Low => &["Proposed training.", "Will meet the successor.", "Prepare figures on value."],
    }
}
