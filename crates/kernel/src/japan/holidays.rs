//! Public holidays of Japan by rule: the law of 1948 as it has been in force since 2007, with the exceptions of 2019 to
//! 2021. Days of the equinoxes follow the usual approximation, which holds from 1980 to 2099; each year's days are
//! official only once they are published in February of the year before.

use crate::{Day, Problem, Text};

/// Years that the rules below speak of.
const YEARS: std::ops::RangeInclusive<i16> = 2007..=2099;

/// Japanese and English.
type Name = (&'static str, &'static str);

const NEW_YEAR: Name = ("元日", "New Year's Day");
const COMING_OF_AGE: Name = ("成人の日", "Coming of Age Day");
const FOUNDATION: Name = ("建国記念の日", "National Foundation Day");
const EMPEROR: Name = ("天皇誕生日", "The Emperor's Birthday");
const VERNAL: Name = ("春分の日", "Vernal Equinox Day");
const SHOWA: Name = ("昭和の日", "Showa Day");
const CONSTITUTION: Name = ("憲法記念日", "Constitution Memorial Day");
const GREENERY: Name = ("みどりの日", "Greenery Day");
const CHILDREN: Name = ("こどもの日", "Children's Day");
const MARINE: Name = ("海の日", "Marine Day");
const MOUNTAIN: Name = ("山の日", "Mountain Day");
const AGED: Name = ("敬老の日", "Respect for the Aged Day");
const AUTUMNAL: Name = ("秋分の日", "Autumnal Equinox Day");
const HEALTH_SPORTS: Name = ("体育の日", "Health and Sports Day");
const SPORTS: Name = ("スポーツの日", "Sports Day");
const CULTURE: Name = ("文化の日", "Culture Day");
const LABOUR: Name = ("勤労感謝の日", "Labour Thanksgiving Day");
const ACCESSION: Name = ("休日（天皇の即位の日）", "Day of the Emperor's Accession");
const ENTHRONEMENT: Name = ("休日（即位礼正殿の儀の行われる日）", "Day of the Enthronement Ceremony");
const SUBSTITUTE: Name = ("振替休日", "Substitute Holiday");
const CITIZENS: Name = ("国民の休日", "Citizens' Holiday");
const OTHER: Name = ("休日", "Public Holiday");

const ALL: [Name; 21] = [
    NEW_YEAR,
    COMING_OF_AGE,
    FOUNDATION,
    EMPEROR,
    VERNAL,
    SHOWA,
    CONSTITUTION,
    GREENERY,
    CHILDREN,
    MARINE,
    MOUNTAIN,
    AGED,
    AUTUMNAL,
    HEALTH_SPORTS,
    SPORTS,
    CULTURE,
    LABOUR,
    ACCESSION,
    ENTHRONEMENT,
    SUBSTITUTE,
    CITIZENS,
];

/// The public holiday on a day, from 2007 to 2099; none in other years.
pub(crate) fn by_rule(day: Day) -> Option<Name> {
    national(day).or_else(|| substitute(day)).or_else(|| citizens(day))
}

/// A holiday that the law names.
fn national(day: Day) -> Option<Name> {
    let (year, month, date) = day.ymd();
    if !YEARS.contains(&year) {
        return None;
    }
    if let Some(moved) = moved(year, month, date) {
        return moved;
    }
    let monday = |week: i8| day.weekday() == 1 && (date - 1) / 7 + 1 == week;
    match (month, date) {
        (1, 1) => Some(NEW_YEAR),
        (1, _) if monday(2) => Some(COMING_OF_AGE),
        (2, 11) => Some(FOUNDATION),
        (2, 23) if year >= 2020 => Some(EMPEROR),
        (3, _) if date == equinox(year, 20_843_100) => Some(VERNAL),
        (4, 29) => Some(SHOWA),
        (5, 3) => Some(CONSTITUTION),
        (5, 4) => Some(GREENERY),
        (5, 5) => Some(CHILDREN),
        (7, _) if monday(3) => Some(MARINE),
        (8, 11) if year >= 2016 => Some(MOUNTAIN),
        (9, _) if monday(3) => Some(AGED),
        (9, _) if date == equinox(year, 23_248_800) => Some(AUTUMNAL),
        (10, _) if monday(2) => Some(if year >= 2020 { SPORTS } else { HEALTH_SPORTS }),
        (11, 3) => Some(CULTURE),
        (11, 23) => Some(LABOUR),
        (12, 23) if year <= 2018 => Some(EMPEROR),
        _ => None,
    }
}

/// What laws made of single years said: of a day that they gave, its name; of one that they took, that it is none.
fn moved(year: i16, month: i8, date: i8) -> Option<Option<Name>> {
    match (year, month, date) {
        (2019, 5, 1) => Some(Some(ACCESSION)),
        (2019, 10, 22) => Some(Some(ENTHRONEMENT)),
        (2020, 7, 23) | (2021, 7, 22) => Some(Some(MARINE)),
        (2020, 7, 24) | (2021, 7, 23) => Some(Some(SPORTS)),
        (2020, 8, 10) | (2021, 8, 8) => Some(Some(MOUNTAIN)),
        (2020 | 2021, 7 | 10, _) | (2020 | 2021, 8, 11) => Some(None),
        _ => None,
    }
}

/// The day of the month on which an equinox falls, from 1980 to 2099; `at_1980` is its moment in March or September of
/// 1980, in millionths of a day.
fn equinox(year: i16, at_1980: i32) -> i8 {
    let years = i32::from(year) - 1980;
    ((at_1980 + 242_194 * years) / 1_000_000 - years / 4) as i8
}

/// The first day that is no holiday after one that falls on a Sunday.
fn substitute(day: Day) -> Option<Name> {
    let mut before = day - 1;
    while national(before).is_some() {
        if before.weekday() == 0 {
            return Some(SUBSTITUTE);
        }
        before = before - 1;
    }
    None
}

/// A day between two holidays.
fn citizens(day: Day) -> Option<Name> {
    (national(day - 1).is_some() && national(day + 1).is_some()).then_some(CITIZENS)
}

/// The text of a name.
pub(crate) fn text((ja, en): Name) -> Text {
    Text { ja: ja.to_owned(), en: en.to_owned() }
}

/// The text for a day of the published list, which calls days that follow from others just 休日.
pub(crate) fn published_text(day: Day, name: &str) -> Text {
    if name == OTHER.0 {
        return text(by_rule(day).unwrap_or(OTHER));
    }
    let english = ALL.iter().find(|known| known.0 == name).map_or(OTHER.1, |known| known.1);
    Text { ja: name.to_owned(), en: english.to_owned() }
}

/// Reads the list of holidays that the Cabinet Office publishes (`syukujitsu.csv`): lines such as `1955/1/1,元日` after
/// a line of headings. The file is in Shift JIS; `text` is what it says.
///
/// # Errors
/// A line is not of that form, or there is none (`problem-holidays-unreadable`, with `line`).
pub fn parse_holidays(text: &str) -> Result<Vec<(Day, String)>, Problem> {
    let unreadable = |line: usize| Problem::new("problem-holidays-unreadable").with("line", line);
    let mut found = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match published_line(line) {
            Some(row) => found.push(row),
            None if at == 0 => {}
            None => return Err(unreadable(at + 1)),
        }
    }
    if found.is_empty() { Err(unreadable(1)) } else { Ok(found) }
}

fn published_line(line: &str) -> Option<(Day, String)> {
    let (date, name) = line.split_once(',')?;
    let mut parts = date.trim().split(['/', '-']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    let name = name.trim().trim_matches('"');
    (parts.next().is_none() && !name.is_empty()).then(|| (day, name.to_owned()))
}
