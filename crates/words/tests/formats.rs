//! Figures, days and phrase breaks as a reader sees them.

use banso_kernel::{Arg, Currency, Day, Lang, Micros, Money, Problem, Zone};
use banso_words::words;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

#[test]
fn days_and_moments_follow_the_language() {
    let (ja, en) = (words(Lang::Ja), words(Lang::En));
    let d = day("2026-11-22");
    assert_eq!((ja.day(d), en.day(d)), ("2026/11/22(日)".into(), "22 Nov 2026".into()));
    assert_eq!((ja.day_short(d), en.day_short(d)), ("11/22(日)".into(), "22 Nov".into()));
    assert_eq!((ja.month(d.month()), en.month(d.month())), ("2026年11月".into(), "Nov 2026".into()));
    let moment = Micros(Zone::tokyo().start_of(d).0 + (14 * 60 + 5) * 60_000_000);
    assert_eq!(ja.moment(moment, &Zone::tokyo()), "2026/11/22(日) 14:05");
    let new_york = Zone::named("America/New_York").expect("a zone");
    assert_eq!(en.moment(moment, &new_york), "22 Nov 2026 00:05 EST");
}

#[test]
fn distance_in_time_is_said_in_words() {
    let today = day("2026-11-22");
    let both = |d: &str| (words(Lang::Ja).relative(day(d), today), words(Lang::En).relative(day(d), today));
    assert_eq!(both("2026-11-22"), ("今日".into(), "today".into()));
    assert_eq!(both("2026-11-19"), ("3 日前".into(), "3 days ago".into()));
    assert_eq!(both("2026-11-23"), ("明日".into(), "tomorrow".into()));
    assert_eq!(both("2026-08-22"), ("3 か月前".into(), "3 months ago".into()));
    assert_eq!(both("2029-01-01"), ("2 年後".into(), "in 2 years".into()));
}

#[test]
fn figures_are_grouped_and_missing_ones_are_no_zero() {
    let w = words(Lang::Ja);
    assert_eq!(w.int(-1200), "−1,200");
    assert_eq!(w.int(i64::MIN), "−9,223,372,036,854,775,808");
    assert_eq!(w.num(1234.567, 1), "1,234.6");
    assert_eq!(w.num(-0.04, 1), "0.0");
    assert_eq!(w.num(f64::NAN, 1), "—");
    assert_eq!(w.percent(0.1234), "12.3 %");
    let money = |minor, code| w.money(Money { minor, currency: Currency::parse(code).expect("a code") });
    assert_eq!(money(1234, "JPY"), "¥1,234");
    assert_eq!(money(-1_200_000, "JPY"), "−¥1,200,000");
    assert_eq!(money(123_456, "USD"), "$1,234.56");
    assert_eq!(money(5, "USD"), "$0.05");
    assert_eq!(money(1_234_567, "KWD"), "KWD 1,234.567");
}

#[test]
fn counts_inside_sentences_are_grouped_and_choose_the_plural() {
    assert_eq!(words(Lang::En).with("common-n-accounts", &[("n", Arg::Number(1))]), "1 account");
    assert_eq!(words(Lang::En).with("common-n-accounts", &[("n", Arg::Number(1234))]), "1,234 accounts");
    let problem = Problem::new("problem-number-unreadable").with("value", "abc");
    assert_eq!(words(Lang::Ja).problem(&problem), "「abc」は数値として読めません。");
    let inside = Problem::new("problem-metric-id-taken").with("metric", "logins");
    assert_eq!(words(Lang::Ja).problem(&inside), "指標「logins」：この識別子はすでに使われています。");
    assert_eq!(words(Lang::Ja).problem(&Problem::new("problem-of-tomorrow")), "problem-of-tomorrow");
}

#[test]
#[should_panic(expected = "no message")]
fn a_missing_message_is_loud_in_tests() {
    let _ = words(Lang::Ja).get("common-never-written");
}

/// J-17: words of the interface that must stay whole.
#[test]
fn words_of_the_interface_are_never_cut() {
    let list = "顧客 契約 満了日 更新拒絶期限 指標 条件 ランク セグメント ヘルススコア ヘルスモデル フェーズ 接点 解約 推進者 \
        取り込む 書き出す 打ち手 引き継ぎ 割り当て 絞り込む 元に戻す 問い合わせ 保存する キャンセル ダッシュボード アカウント サインイン パスワード メールアドレス ワークスペース オンボーディング";
    for word in list.split_whitespace() {
        for text in [word.to_owned(), format!("{word}を見る"), format!("「{word}」の一覧")] {
            let parts = words(Lang::Ja).phrases(&text);
            assert!(parts.iter().any(|part| part.contains(word)), "{word} is cut: {parts:?}");
        }
    }
    assert_eq!(words(Lang::Ja).phrases("未達の条件と次の一手"), ["未達の", "条件と", "次の一手"]);
    assert_eq!(words(Lang::En).phrases("Unmet criteria"), ["Unmet criteria"]);
}

proptest! {
    #[test]
    fn phrases_join_to_the_text_and_no_line_starts_with_a_mark(text in "[ぁ-んァ-ヶー亜-熙、。「」a-z ]{0,60}") {
        for _ in 0..2 {
            let parts = words(Lang::Ja).phrases(&text);
            prop_assert_eq!(parts.concat(), text.as_str());
            for part in parts.iter().skip(1) {
                prop_assert!(!part.starts_with(['。', '、', '」', 'ー', '々', 'っ', 'ャ']), "{parts:?}");
            }
        }
    }

    #[test]
    fn grouping_keeps_the_digits(n in any::<i64>()) {
        let text = words(Lang::En).int(n).replace(',', "").replace('−', "-");
        prop_assert_eq!(text, n.to_string());
    }
}
