use super::*;
use proptest::prelude::*;

fn at(text: &str, order: Order) -> Result<String, String> {
    let zone = Zone::tokyo();
    moment(&Cell::Text(text.into()), order, &zone)
        .map(|m| jiff::Timestamp::from_microsecond(m.expect("not empty").0).expect("in range").to_string())
        .map_err(|p| p.code)
}

fn on(text: &str, order: Order) -> Result<String, String> {
    day(&Cell::Text(text.into()), order, &Zone::tokyo()).map(|d| d.expect("not empty").to_string()).map_err(|p| p.code)
}

#[test]
fn a_day_is_read_in_every_usual_form() {
    for text in [
        "2024-01-31",
        "2024/1/31",
        "2024.01.31",
        "20240131",
        "２０２４／０１／３１",
        "2024年1月31日",
        "2024年 1月 31日",
        "31 Jan 2024",
        "31-Jan-2024",
        "Jan 31, 2024",
        "January 31 2024",
        "2024/1/31(水)",
        "2024-01-31 23:59",
        "2024-01-31T14:59:59Z",
        "R6.1.31",
        "令和6年1月31日",
        "令和６年 １月３１日 9:00",
        "r6/1/31",
    ] {
        assert_eq!(on(text, Order::YearFirst), Ok("2024-01-31".into()), "{text}");
    }
    assert_eq!(on("31-01-2024", Order::DayFirst), Ok("2024-01-31".into()));
    assert_eq!(on("31/1/2024", Order::DayFirst), Ok("2024-01-31".into()));
    assert_eq!(on("1/31/2024", Order::MonthFirst), Ok("2024-01-31".into()));
    assert_eq!(on("02.03.2024", Order::DayFirst), Ok("2024-03-02".into()));
    assert_eq!(on("02.03.2024", Order::MonthFirst), Ok("2024-02-03".into()));
}

#[test]
fn a_moment_without_offset_is_local() {
    for text in ["28-07-2023 03:00", "28/07/2023 3:00:00", "28-07-2023 3:00 AM", "28 Jul 2023 03:00"] {
        assert_eq!(at(text, Order::DayFirst), Ok("2023-07-27T18:00:00Z".into()), "{text}");
    }
    for text in [
        "2023-07-28T03:00:00+09:00",
        "2023-07-27 18:00:00Z",
        "2023-07-27T13:00-0500",
        "2023-07-28 03:00 JST",
        "20230728030000",
    ] {
        assert_eq!(at(text, Order::YearFirst), Ok("2023-07-27T18:00:00Z".into()), "{text}");
    }
    assert_eq!(at("2023-07-28 03:00:00.25", Order::YearFirst), Ok("2023-07-27T18:00:00.25Z".into()));
    assert_eq!(at("7/28/2023 3:05 PM", Order::MonthFirst), Ok("2023-07-28T06:05:00Z".into()));
    for text in ["1690480800", "1690480800000", "1690480800000000", "1690480800.0"] {
        assert_eq!(at(text, Order::Unix), Ok("2023-07-27T18:00:00Z".into()), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    for (text, order, code) in [
        ("31/02/2024", Order::DayFirst, "problem-date-none"),
        ("29/02/2023", Order::DayFirst, "problem-date-none"),
        ("13/13/2024", Order::DayFirst, "problem-date-none"),
        ("00/01/2024", Order::DayFirst, "problem-date-none"),
        ("01/02/24", Order::DayFirst, "problem-date-year"),
        ("01/02/2024", Order::YearFirst, "problem-date-order"),
        ("01/02/9999", Order::DayFirst, "problem-date-range"),
        ("2024-01-31 25:00", Order::YearFirst, "problem-time"),
        ("2024-01-31 noon", Order::YearFirst, "problem-time"),
        ("soon", Order::YearFirst, "problem-date"),
        ("45292", Order::YearFirst, "problem-date"),
        ("12", Order::DayFirst, "problem-date"),
        ("2024-13-01", Order::YearFirst, "problem-date-none"),
    ] {
        assert_eq!(on(text, order), Err(code.into()), "{text}");
    }
}

#[test]
fn the_form_tells_what_values_decide() {
    assert_eq!(form("27-07-2023"), Some(Form { certain: false, day_first: true, month_first: false }));
    assert_eq!(form("07/27/2023"), Some(Form { certain: false, day_first: false, month_first: true }));
    assert_eq!(form("05-06-2023"), Some(Form { certain: false, day_first: true, month_first: true }));
    assert!(form("2023-06-05").is_some_and(|f| f.certain));
    for text in ["", "12", "1.5", "1,234", "A-2e4581", "192.168.1.1", "hello", "99-99-2023"] {
        assert_eq!(form(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn every_day_is_read_back_in_every_order(n in -20_000i32..80_000) {
        let d = Day(n);
        let (y, m, day) = d.ymd();
        prop_assert_eq!(on(&format!("{day}/{m}/{y}"), Order::DayFirst), Ok(d.to_string()));
        prop_assert_eq!(on(&format!("{m:02}.{day:02}.{y}"), Order::MonthFirst), Ok(d.to_string()));
        prop_assert_eq!(on(&format!("{y}{m:02}{day:02}"), Order::YearFirst), Ok(d.to_string()));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,24}") {
        for order in [Order::YearFirst, Order::DayFirst, Order::MonthFirst, Order::Unix] {
            let _ = on(&text, order);
        }
        let _ = form(&text);
    }

    #[test]
    fn nothing_like_a_date_panics(text in "[0-9年月日/:. TZ+amp年R-]{0,24}") {
        for order in [Order::YearFirst, Order::DayFirst, Order::MonthFirst, Order::Unix] {
            let _ = moment(&Cell::Text(text.clone()), order, &Zone::tokyo());
        }
    }
}
