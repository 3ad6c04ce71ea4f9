//! Business days and public holidays of Japan (J-04).

use banso_kernel::japan::parse_holidays;
use banso_kernel::{Calendar, Day};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

fn holidays(year: i16) -> Vec<(String, String)> {
    let calendar = Calendar::new();
    let first = Day::from_ymd(year, 1, 1).expect("a day");
    let days = (first.0..).map(Day).take_while(|day| day.ymd().0 == year);
    days.filter_map(|day| calendar.holiday(day).map(|name| (day.to_string()[5..].to_owned(), name.ja))).collect()
}

fn named(year: i16) -> String {
    holidays(year).into_iter().map(|(day, name)| format!("{day} {name}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_days_between_are_off_and_three_business_days_skip_them() {
    let calendar = Calendar::new();
    for off in ["2026-09-19", "2026-09-20", "2026-09-21", "2026-09-22", "2026-09-23", "2026-05-06"] {
        assert!(!calendar.is_business_day(day(off)), "{off}");
    }
    assert_eq!(calendar.holiday(day("2026-09-22")).map(|name| name.ja), Some("国民の休日".into()));
    assert_eq!(calendar.holiday(day("2026-05-06")).map(|name| name.en), Some("Substitute Holiday".into()));
    assert_eq!(calendar.add_business_days(day("2026-09-18"), 3), day("2026-09-28"));
    assert_eq!(calendar.business_days_between(day("2026-09-18"), day("2026-09-28")), 3);
}

#[test]
fn the_company_is_closed_at_the_turn_of_the_year_unless_it_says_otherwise() {
    let calendar = Calendar::new();
    assert_eq!(calendar.add_business_days(day("2026-12-28"), 1), day("2027-01-04"));
    assert_eq!(calendar.next_business_day(day("2026-12-29")), day("2027-01-04"));
    assert_eq!(calendar.add_business_days(day("2026-12-29"), 0), day("2027-01-04"));
    assert_eq!(calendar.next_business_day(day("2026-12-28")), day("2026-12-28"));
    let open = Calendar::new().open_at_year_end();
    assert_eq!(open.add_business_days(day("2026-12-28"), 4), day("2027-01-04"), "29, 30, 31 and then the 4th");
    let summer = Calendar::new().closed_on([day("2026-08-12"), day("2026-08-13"), day("2026-08-14")]);
    assert_eq!(summer.add_business_days(day("2026-08-10"), 1), day("2026-08-17"), "the 11th is a holiday");
    assert_eq!(summer.holiday(day("2026-08-12")), None, "closed is no public holiday");
}

#[test]
fn the_years_around_the_accession_and_the_games_have_their_own_days() {
    assert_eq!(
        named(2019),
        "01-01 元日\n01-14 成人の日\n02-11 建国記念の日\n03-21 春分の日\n04-29 昭和の日\n04-30 国民の休日\n\
         05-01 休日（天皇の即位の日）\n05-02 国民の休日\n05-03 憲法記念日\n05-04 みどりの日\n05-05 こどもの日\n\
         05-06 振替休日\n07-15 海の日\n08-11 山の日\n08-12 振替休日\n09-16 敬老の日\n09-23 秋分の日\n\
         10-14 体育の日\n10-22 休日（即位礼正殿の儀の行われる日）\n11-03 文化の日\n11-04 振替休日\n11-23 勤労感謝の日"
    );
    assert_eq!(
        named(2020),
        "01-01 元日\n01-13 成人の日\n02-11 建国記念の日\n02-23 天皇誕生日\n02-24 振替休日\n03-20 春分の日\n\
         04-29 昭和の日\n05-03 憲法記念日\n05-04 みどりの日\n05-05 こどもの日\n05-06 振替休日\n07-23 海の日\n\
         07-24 スポーツの日\n08-10 山の日\n09-21 敬老の日\n09-22 秋分の日\n11-03 文化の日\n11-23 勤労感謝の日"
    );
    assert_eq!(
        named(2021),
        "01-01 元日\n01-11 成人の日\n02-11 建国記念の日\n02-23 天皇誕生日\n03-20 春分の日\n04-29 昭和の日\n\
         05-03 憲法記念日\n05-04 みどりの日\n05-05 こどもの日\n07-22 海の日\n07-23 スポーツの日\n08-08 山の日\n\
         08-09 振替休日\n09-20 敬老の日\n09-23 秋分の日\n11-03 文化の日\n11-23 勤労感謝の日"
    );
}

#[test]
fn the_published_days_of_this_and_the_next_year_are_computed() {
    assert_eq!(
        named(2026),
        "01-01 元日\n01-12 成人の日\n02-11 建国記念の日\n02-23 天皇誕生日\n03-20 春分の日\n04-29 昭和の日\n\
         05-03 憲法記念日\n05-04 みどりの日\n05-05 こどもの日\n05-06 振替休日\n07-20 海の日\n08-11 山の日\n\
         09-21 敬老の日\n09-22 国民の休日\n09-23 秋分の日\n10-12 スポーツの日\n11-03 文化の日\n11-23 勤労感謝の日"
    );
    assert_eq!(
        named(2027),
        "01-01 元日\n01-11 成人の日\n02-11 建国記念の日\n02-23 天皇誕生日\n03-21 春分の日\n03-22 振替休日\n\
         04-29 昭和の日\n05-03 憲法記念日\n05-04 みどりの日\n05-05 こどもの日\n07-19 海の日\n08-11 山の日\n\
         09-20 敬老の日\n09-23 秋分の日\n10-11 スポーツの日\n11-03 文化の日\n11-23 勤労感謝の日"
    );
}

#[test]
fn the_citizens_holidays_of_the_silver_weeks_are_known() {
    let calendar = Calendar::new();
    // Every September from 2007 to 2050 in which the equinox follows two days after the third Monday.
    let found: Vec<String> = (2007..=2050)
        .filter_map(|year| {
            let first = Day::from_ymd(year, 9, 1)?;
            let mut days = (first.0..first.0 + 30).map(Day);
            days.find(|day| calendar.holiday(*day).is_some_and(|name| name.ja == "国民の休日"))
        })
        .map(|day| day.to_string())
        .collect();
    let known = ["2009-09-22", "2015-09-22", "2026-09-22", "2032-09-21", "2037-09-22", "2043-09-22", "2049-09-21"];
    assert_eq!(found, known);
}

#[test]
fn years_after_the_last_published_one_are_marked() {
    let calendar = Calendar::new();
    assert!(calendar.announced(day("2027-12-31")));
    assert!(!calendar.announced(day("2028-01-01")));
    let list = parse_holidays("国民の祝日・休日月日,国民の祝日・休日名称\r\n2028/1/1,元日\r\n").expect("reads");
    let newer = Calendar::new().published(list);
    assert!(newer.announced(day("2028-05-03")));
    assert!(!newer.announced(day("2029-01-01")));
}

#[test]
fn the_published_list_counts_instead_of_the_rules_for_its_years() {
    let csv =
        "\u{feff}国民の祝日・休日月日,国民の祝日・休日名称\r\n1955/1/1,元日\r\n2026/5/6,休日\r\n2026/6/1,臨時の日\r\n";
    let list = parse_holidays(csv).expect("reads");
    assert_eq!(list[0], (day("1955-01-01"), "元日".into()));
    let calendar = Calendar::new().published(list);
    let name = |on: &str| calendar.holiday(day(on)).map(|name| (name.ja, name.en));
    assert_eq!(name("1955-01-01"), Some(("元日".into(), "New Year's Day".into())));
    assert_eq!(name("2026-05-06"), Some(("振替休日".into(), "Substitute Holiday".into())), "more than the list says");
    assert_eq!(name("2026-06-01"), Some(("臨時の日".into(), "Public Holiday".into())));
    assert_eq!(name("2026-05-03"), None, "the list does not have it");
    assert!(calendar.is_business_day(day("2026-05-04")) && !calendar.is_business_day(day("2026-06-01")));
    assert_eq!(name("2027-05-03"), Some(("憲法記念日".into(), "Constitution Memorial Day".into())), "by rule");
}

#[test]
fn a_list_that_is_none_is_refused_with_its_line() {
    for (text, line) in
        [("", 1usize), ("見出し\n", 1), ("見出し,名称\n2026/1/1,元日\n2026/13/1,元日\n", 3), ("\n2026/1/1,\n", 2)]
    {
        let problem = parse_holidays(text).expect_err("refused");
        assert_eq!((problem.code.as_str(), problem.args[0].1.clone()), ("problem-holidays-unreadable", line.into()));
    }
}

proptest! {
    #[test]
    fn business_days_are_counted_as_they_are_added(from in 13_514i32..29_000, n in 1u32..40) {
        let calendar = Calendar::new();
        let to = calendar.add_business_days(Day(from), n);
        prop_assert!(calendar.is_business_day(to));
        prop_assert_eq!(calendar.business_days_between(Day(from), to), n);
    }

    #[test]
    fn a_sunday_holiday_makes_a_later_day_free(on in 13_514i32..29_000) {
        let calendar = Calendar::new();
        let day = Day(on);
        if day.weekday() == 0 && calendar.holiday(day).is_some_and(|name| name.ja != "国民の休日") {
            let free = (1..=4).filter_map(|n| calendar.holiday(day + n)).any(|name| name.ja == "振替休日");
            prop_assert!(free, "{day}");
        }
    }
}
