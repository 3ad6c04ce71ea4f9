//! Days, months and times of day (RULES 30).

use crate::Words;
use banso_kernel::{Arg, Day, Lang, Micros, Month, Zone};
use jiff::Timestamp;

const WEEKDAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Japan's offset from UTC; times in any other are shown with their zone.
const TOKYO_SECONDS: i32 = 9 * 3600;

impl Words {
    /// `2026/11/22(日)` or `22 Nov 2026`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        let (year, month, date) = day.ymd();
        match self.lang() {
            Lang::Ja => format!("{year}/{month:02}/{date:02}({})", WEEKDAYS[usize::from(day.weekday())]),
            Lang::En => format!("{date} {} {year}", name(month)),
        }
    }

    /// `11/22(日)` or `22 Nov`.
    #[must_use]
    pub fn day_short(&self, day: Day) -> String {
        let (_, month, date) = day.ymd();
        match self.lang() {
            Lang::Ja => format!("{month:02}/{date:02}({})", WEEKDAYS[usize::from(day.weekday())]),
            Lang::En => format!("{date} {}", name(month)),
        }
    }

    /// `2026年11月` or `Nov 2026`.
    #[must_use]
    pub fn month(&self, month: Month) -> String {
        let (year, number, _) = month.first().ymd();
        match self.lang() {
            Lang::Ja => format!("{year}年{number}月"),
            Lang::En => format!("{} {year}", name(number)),
        }
    }

    /// `11月` or `Nov`: for a tick whose neighbour names the year.
    #[must_use]
    pub fn month_short(&self, month: Month) -> String {
        let (_, number, _) = month.first().ymd();
        match self.lang() {
            Lang::Ja => format!("{number}月"),
            Lang::En => name(number).to_owned(),
        }
    }

    /// Day and time of day in `zone`: `2026/11/22(日) 14:05`. Outside Japan's time the zone is added.
    #[must_use]
    pub fn moment(&self, moment: Micros, zone: &Zone) -> String {
        format!("{} {}", self.day(zone.day_of(moment)), self.clock(moment, zone))
    }

    /// Time of day in `zone` to the second: `14:05:09`.
    #[must_use]
    pub fn clock_seconds(&self, moment: Micros, zone: &Zone) -> String {
        match Timestamp::from_microsecond(moment.0) {
            Ok(timestamp) => timestamp.to_zoned(zone.zone().clone()).strftime("%H:%M:%S").to_string(),
            Err(_) => crate::NO_DATA.to_owned(),
        }
    }

    /// Time of day in `zone`: `14:05`, or `14:05 EST` outside Japan's time.
    #[must_use]
    pub fn clock(&self, moment: Micros, zone: &Zone) -> String {
        let Ok(timestamp) = Timestamp::from_microsecond(moment.0) else {
            return crate::NO_DATA.to_owned();
        };
        let local = timestamp.to_zoned(zone.zone().clone());
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        if local.offset().seconds() == TOKYO_SECONDS { time } else { format!("{time} {}", local.strftime("%Z")) }
    }

    /// How far `day` is from `today`: `3日前`, `明日`, `2 months ago`.
    #[must_use]
    pub fn relative(&self, day: Day, today: Day) -> String {
        let days = i64::from(day - today);
        let (far, past) = (days.abs(), days < 0);
        let (unit, n) = match far {
            0 => return self.get_owned("common-today"),
            1 if past => return self.get_owned("common-yesterday"),
            1 => return self.get_owned("common-tomorrow"),
            2..60 => ("days", far),
            60..730 => ("months", far * 100 / 3044),
            _ => ("years", far * 100 / 36_525),
        };
        self.with(&format!("common-{unit}-{}", if past { "ago" } else { "ahead" }), &[("n", Arg::Number(n.max(1)))])
    }

    fn get_owned(&self, id: &str) -> String {
        self.with(id, &[])
    }
}

fn name(month: i8) -> &'static str {
    MONTHS[usize::from(month.unsigned_abs()).clamp(1, 12) - 1]
}
