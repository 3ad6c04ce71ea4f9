//! Contracts: terms of a year that end inclusively, renewals with more or less, options, the deadline to decline.

use crate::case::Case;
use crate::dice::Dice;
use crate::people::Staff;
use crate::story::Story;
use banso_domain::contracts::{Contract, Ringi};
use banso_kernel::{Currency, Day, Money};

/// All contracts that are signed by `end`, oldest first.
pub fn contracts(case: &Case, end: Day, staff: &[Staff], dice: &mut Dice) -> Vec<Contract> {
    if case.story == Story::Trial {
        return Vec::new();
    }
    let decider = staff.iter().find(|s| s.person.title.ends_with('長') || s.person.title == "Director");
    let desk = Desk { case, end, decider: decider.map(|s| title(case, s)).unwrap_or_default() };
    let seat = match case.plan {
        "ライト" => 2_400,
        "スタンダード" => 3_600,
        _ => 4_800,
    };
    let mut monthly = case.seats as i64 * seat + 10_000 * dice.between(1, 3);
    let mut out = Vec::new();
    if case.open_ended {
        let last = case.churn.as_ref().map(|churn| churn.day - 1);
        out.push(desk.contract(1, "", monthly, case.starts_on, last, dice));
        return out;
    }
    // Long-standing customers: only the last four terms are on file.
    let first = (0..).find(|k| case.starts_on.plus_months(12 * (k + 4)) > end).unwrap_or(0);
    for term in first..first + 5 {
        let starts = case.starts_on.plus_months(12 * term);
        let left = case.churn.as_ref().is_some_and(|churn| churn.day <= starts);
        if left || (starts > end && term > 0) {
            break;
        }
        let last = case.starts_on.plus_months(12 * (term + 1)) - 1;
        let serial = out.len() + 1;
        out.push(desk.contract(serial, "", monthly, starts, Some(last), dice));
        if case.story == Story::Enthusiast && dice.chance(0.4) {
            let from = starts.plus_months(dice.between(2, 9) as i32);
            if from <= end {
                let serial = out.len() + 1;
                out.push(desk.contract(serial, " 自動化オプション", monthly / 4 / 100 * 100, from, Some(last), dice));
            }
        }
        monthly = renewed(case, last, monthly, dice);
    }
    out
}

/// `months` before the last day: month's end to month's end, as such clauses are read.
fn months_before(last: Day, months: i32) -> Day {
    if last == last.month().last() { last.month().plus(-months).last() } else { last.plus_months(-months) }
}

/// The monthly amount after a renewal on the day after `last`.
fn renewed(case: &Case, last: Day, monthly: i64, dice: &mut Dice) -> i64 {
    let health = if last >= case.from { case.curve.at(last.min(case.last)) } else { 0.6 };
    let percent = match health {
        h if h > 0.68 && dice.chance(0.6) => dice.between(8, 35),
        h if h < 0.35 && dice.chance(0.6) => -dice.between(10, 40),
        _ if dice.chance(0.2) => dice.between(2, 6),
        _ => 0,
    };
    (monthly + monthly * percent / 100) / 100 * 100
}

fn title(case: &Case, staff: &Staff) -> String {
    let person = &staff.person;
    if case.company.japanese {
        format!("{}{} {}", person.department, person.title, person.family)
    } else {
        format!("{} {}, {}", person.given, person.family, person.title)
    }
}

struct Desk<'a> {
    case: &'a Case,
    end: Day,
    decider: String,
}

impl Desk<'_> {
    fn contract(
        &self,
        serial: usize,
        option: &str,
        minor: i64,
        starts_on: Day,
        ends_on: Option<Day>,
        dice: &mut Dice,
    ) -> Contract {
        let lost = self.case.churn.as_ref().is_some_and(|churn| ends_on == Some(churn.day - 1));
        let auto_renew = !lost && dice.chance(0.75);
        let notice = dice.pick(&[1, 2, 2, 3]);
        let decline_by = ends_on.filter(|_| auto_renew).map(|last| months_before(last, notice));
        Contract {
            key: format!("{}-C{serial:02}", self.case.key),
            account: self.case.id,
            product: format!("ミチシルベ {}{option}", self.case.plan),
            monthly: Money { minor, currency: Currency::JPY },
            starts_on,
            ends_on,
            auto_renew,
            decline_by,
            ringi: if lost { Ringi::Returned } else { self.ringi(decline_by.or(ends_on), dice) },
            decider: self.decider.clone(),
        }
    }

    fn ringi(&self, due: Option<Day>, dice: &mut Dice) -> Ringi {
        let low = self.case.curve.at(self.end) < 0.3;
        match due.map(|day| day - self.end) {
            None => Ringi::None,
            Some(..0) => Ringi::Approved,
            Some(0..=30) if low => dice.pick(&[Ringi::Preparing, Ringi::Circulating, Ringi::Returned]),
            Some(0..=30) => dice.pick(&[Ringi::Circulating, Ringi::Approved, Ringi::Approved]),
            Some(31..=90) => dice.pick(&[Ringi::None, Ringi::Preparing, Ringi::Circulating]),
            Some(91..=150) => dice.pick(&[Ringi::None, Ringi::None, Ringi::Preparing]),
            Some(_) => Ringi::None,
        }
    }
}
