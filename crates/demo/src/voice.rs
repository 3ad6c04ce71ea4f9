//! What the account says: tickets, answers to surveys, and why it left.

use crate::calendar::pace;
use crate::case::Case;
use crate::dice::Dice;
use crate::pen::{Delay, Pen, hours};
use crate::people::Staff;
use crate::story::Story;
use banso_kernel::{Day, Micros, PersonId};

/// Writes tickets, surveys and the churn.
pub fn write(case: &Case, staff: &[Staff], pen: &mut Pen<'_>, dice: &mut Dice) {
    let mut day = case.from;
    while day <= case.last {
        if case.sources.tickets {
            tickets(case, staff, day, pen, dice);
        }
        if case.sources.survey {
            survey(case, staff, day, pen, dice);
        }
        day = day + 1;
    }
    if let Some(churn) = &case.churn {
        let at = pen.moment(churn.day, dice);
        let props = format!(r#"{{"avoidable":{},"reason":"{}"}}"#, churn.avoidable, churn.reason);
        // Known at the latest by then: the notice came before.
        pen.write("churn", at, None, None, &props, Delay::Fetched, dice);
    }
}

fn users(staff: &[Staff], day: Day) -> Vec<PersonId> {
    let holds = |s: &&Staff| s.drive > 0.0 && s.person.issued(day);
    staff.iter().filter(holds).map(|s| s.person.id).collect()
}

fn tickets(case: &Case, staff: &[Staff], day: Day, pen: &mut Pen<'_>, dice: &mut Dice) {
    let health = case.curve.at(day);
    let age = day - case.signed_up;
    let trouble = match case.story {
        Story::SlowDecline | Story::Recovery if (-60..60).contains(&(day - case.turn)) => 2.5,
        _ if age < 90 => 2.5,
        _ => 1.0,
    };
    let rate = 0.004 * case.seats as f64 * trouble * pace(day, case.company.japanese, false) * (0.15 + health);
    if !dice.chance(rate.min(0.6)) {
        return;
    }
    let who = users(staff, day);
    let person = (!who.is_empty()).then(|| who[dice.index(who.len())]);
    let urgent = health < 0.4;
    let priority =
        ["low", "normal", "high", "urgent"][dice.weighted(if urgent { &[10, 40, 35, 15] } else { &[25, 55, 16, 4] })];
    let kind = ["question", "bug", "request", "billing"][dice.weighted(&[55, 22, 16, 7])];
    let props = format!(r#"{{"kind":"{kind}","priority":"{priority}"}}"#);
    let at = pen.moment(day, dice);
    pen.write("ticket", at, person, None, &props, Delay::Fetched, dice);
    let took = dice.between(1, 40) as f64 * if dice.chance(0.2) { 4.0 } else { 1.0 };
    let solved = Micros(at.0 + hours(took));
    if dice.chance(0.95)
        && pen.write("ticket.resolved", solved, person, Some(took), &props, Delay::Fetched, dice).is_some()
        && case.sources.survey
        && dice.chance(0.3)
    {
        let score = (6.5 + health * 4.0 - took / 40.0 + dice.bell() * 1.3).round().clamp(0.0, 10.0);
        let answered = Micros(solved.0 + hours(dice.between(1, 70) as f64));
        pen.write("survey", answered, person, Some(score), r#"{"kind":"csat"}"#, Delay::Fetched, dice);
    }
}

/// The quarterly question whether they would recommend the product.
fn survey(case: &Case, staff: &[Staff], day: Day, pen: &mut Pen<'_>, dice: &mut Dice) {
    let (_, month, date) = day.ymd();
    if month % 3 != 2 || date != 15 || case.story == Story::Trial {
        return;
    }
    let health = case.curve.at(day);
    for person in users(staff, day).into_iter().take(4) {
        if dice.chance(0.2 + 0.45 * health) {
            let score = (1.0 + health * 9.5 + dice.bell() * 1.5).round().clamp(0.0, 10.0);
            let wait = dice.between(0, 9) as i32;
            let at = pen.moment(day + wait, dice);
            pen.write("survey", at, Some(person), Some(score), r#"{"kind":"nps"}"#, Delay::Fetched, dice);
        }
    }
}
