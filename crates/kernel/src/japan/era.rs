//! Dates of Japanese eras (和暦, J-13): read wherever a date is typed, written only where a report asks for it.

use super::Read;
use crate::text::{is_dash, unify};
use crate::{Day, Problem};

struct Era {
    name: &'static str,
    letter: char,
    /// First day; the era before ends the day before.
    from: (i16, i8, i8),
}

/// Newest first. Meiji dates before 1873 followed another calendar and are not read.
const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'r', from: (2019, 5, 1) },
    Era { name: "平成", letter: 'h', from: (1989, 1, 8) },
    Era { name: "昭和", letter: 's', from: (1926, 12, 25) },
    Era { name: "大正", letter: 't', from: (1912, 7, 30) },
    Era { name: "明治", letter: 'm', from: (1873, 1, 1) },
];

/// Meiji 6 is 1873: years count from 1868, although its dates are read from 1873 on only.
const MEIJI_FIRST_YEAR: i16 = 1868;

impl Era {
    fn first_year(&self) -> i16 {
        if self.letter == 'm' { MEIJI_FIRST_YEAR } else { self.from.0 }
    }

    fn start(&self) -> Option<Day> {
        Day::from_ymd(self.from.0, self.from.1, self.from.2)
    }
}

/// Reads `R8.4.1`, `令和8年4月1日`, `令和元年5月1日`, `H31.4.30`, also in kanji numerals and any width. `None` when the text
/// does not begin with an era. A day outside its era (平成31年5月1日) is read with a notice.
///
/// # Errors
/// When the rest is not a day of the calendar.
#[must_use]
pub fn parse_era(typed: &str) -> Option<Result<Read<Day>, Problem>> {
    let text: String = unify(typed).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let (era, rest) = ERAS.iter().find_map(|era| {
        let short = |text: &str| {
            text.strip_prefix(era.letter)
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                .map(str::to_owned)
        };
        Some((era, text.strip_prefix(era.name).map(str::to_owned).or_else(|| short(&text))?))
    })?;
    let parts: Vec<&str> = rest
        .trim_end_matches('日')
        .split(|c: char| matches!(c, '年' | '月' | '.' | '/' | '、') || is_dash(c))
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return Some(Err(Problem::new("problem-date-unreadable").with("value", typed.trim())));
    };
    let Some([year, month, day]) = number(year).zip(number(month)).zip(number(day)).map(|((y, m), d)| [y, m, d]) else {
        return Some(Err(Problem::new("problem-date-unreadable").with("value", typed.trim())));
    };
    let found =
        (1..=120).contains(&year).then(|| Day::from_ymd(era.first_year() + year - 1, month as i8, day as i8)).flatten();
    Some(match found.filter(|day| ERAS.last().and_then(Era::start).is_some_and(|first| first <= *day)) {
        None => Err(Problem::new("problem-date-missing").with("value", typed.trim())),
        Some(day) => Ok(Read { value: day, notice: (of(day).0 != era.name).then(|| crossed(typed, day)) }),
    })
}

fn crossed(typed: &str, day: Day) -> Problem {
    Problem::new("problem-era-crossed").with("value", typed.trim()).with("read", format!("{day} ({})", era(day)))
}

/// The day as `令和8年4月1日`; the first year of an era is 元年. Before 1873 the year stays Western.
#[must_use]
pub fn era(day: Day) -> String {
    let (_, month, date) = day.ymd();
    match of(day) {
        ("", year) => format!("{year}年{month}月{date}日"),
        (name, 1) => format!("{name}元年{month}月{date}日"),
        (name, year) => format!("{name}{year}年{month}月{date}日"),
    }
}

fn of(day: Day) -> (&'static str, i16) {
    let year = day.ymd().0;
    let found = ERAS.iter().find(|era| era.start().is_some_and(|first| first <= day));
    found.map_or(("", year), |era| (era.name, year - era.first_year() + 1))
}

/// 1–199 in digits or kanji numerals; 元 is 1.
fn number(text: &str) -> Option<i16> {
    if text == "元" {
        return Some(1);
    }
    if !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let mut total = 0;
    let mut unit = None;
    for c in text.chars() {
        if c == '十' {
            total += unit.take().unwrap_or(1) * 10;
        } else {
            let digit = "〇一二三四五六七八九".chars().position(|known| known == c)? as i16;
            unit = Some(unit.map_or(digit, |before: i16| before * 10 + digit));
            unit.filter(|value| *value < 200)?;
        }
    }
    (!text.is_empty()).then_some(total + unit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (String, bool) {
        let read = parse_era(text).expect("an era").expect("a day");
        (read.value.to_string(), read.notice.is_some())
    }

    #[test]
    fn dates_of_eras_are_read() {
        for (text, day) in [
            ("R8.4.1", "2026-04-01"),
            ("Ｒ８／４／１", "2026-04-01"),
            ("r08-04-01", "2026-04-01"),
            ("令和8年4月1日", "2026-04-01"),
            ("令和 ８ 年 ４ 月 １ 日", "2026-04-01"),
            ("令和八年四月一日", "2026-04-01"),
            ("㋿8年4月1日", "2026-04-01"),
            ("令和元年5月1日", "2019-05-01"),
            ("H31.4.30", "2019-04-30"),
            ("昭和六十四年一月七日", "1989-01-07"),
            ("S64.1.7", "1989-01-07"),
            ("平成三十一年四月三十日", "2019-04-30"),
        ] {
            assert_eq!(read(text), (day.to_owned(), false), "{text}");
        }
    }

    #[test]
    fn a_day_outside_its_era_is_read_with_a_notice() {
        assert_eq!(read("平成31年5月1日"), ("2019-05-01".into(), true));
        assert_eq!(read("令和元年4月30日"), ("2019-04-30".into(), true));
    }

    #[test]
    fn what_is_no_day_is_said_to_be_none() {
        let code = |text: &str| parse_era(text).expect("an era").expect_err("no day").code;
        assert_eq!(code("R8.2.30"), "problem-date-missing");
        assert_eq!(code("R0.2.3"), "problem-date-missing");
        assert_eq!(code("令和8年"), "problem-date-unreadable");
        assert_eq!(code("R8.4.x"), "problem-date-unreadable");
        for text in ["2026-04-01", "", "RX-1", "Mon", "商事", "hello"] {
            assert_eq!(parse_era(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_since_1873_comes_back(n in -35_428i32..40_000) {
            let day = Day(n);
            prop_assert_eq!(parse_era(&era(day)), Some(Ok(Read { value: day, notice: None })));
        }

        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            let _ = parse_era(&text);
        }
    }
}
