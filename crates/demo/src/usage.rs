//! Use of the product, day by day: sign-ins, features, imports, reports, goals, integrations.

use crate::calendar::pace;
use crate::case::Case;
use crate::dice::Dice;
use crate::pen::{Delay, Pen};
use crate::people::Staff;
use crate::story::Story;
use banso_kernel::Day;

/// Features in the order in which accounts come to use them, with the maturity that each asks for and its pull.
const FEATURES: [(&str, f64, u32); 6] = [
    (r#"{"feature":"dashboard"}"#, 0.0, 44),
    (r#"{"feature":"report"}"#, 0.12, 24),
    (r#"{"feature":"export"}"#, 0.25, 14),
    (r#"{"feature":"sharing"}"#, 0.45, 12),
    (r#"{"feature":"automation"}"#, 0.75, 9),
    (r#"{"feature":"api"}"#, 1.05, 5),
];
const LINKS: [&str; 5] =
    [r#"{"kind":"sso"}"#, r#"{"kind":"crm"}"#, r#"{"kind":"chat"}"#, r#"{"kind":"storage"}"#, r#"{"kind":"calendar"}"#];

/// Writes all days of the account.
pub fn write(case: &Case, staff: &[Staff], intensity: f64, pen: &mut Pen<'_>, dice: &mut Dice) {
    if case.sources.integration {
        links(case, pen, dice);
    }
    // Large teams use it less per head.
    let share = 0.5 * case.zeal * intensity * (9.0 / case.seats.max(1) as f64).sqrt();
    // How far the account has come: grows with health, and long-standing customers start with a lead.
    let mut maturity = f64::from((case.from - case.signed_up).min(300)) / 300.0 * 0.8;
    let mut day = case.from;
    while day <= case.last {
        let health = case.curve.at(day);
        maturity = (maturity + (health - 0.25) * 0.006).clamp(0.0, 1.6);
        let pace = pace(day, case.company.japanese, case.story == Story::Seasonal);
        for member in staff.iter().filter(|member| member.drive > 0.0 && member.person.issued(day)) {
            if dice.chance((health * member.drive * pace * share).min(0.97)) {
                visit(member, day, maturity, pen, dice);
            }
        }
        team(case, day, health * pace, pace, pen, dice);
        day = day + 1;
    }
}

fn visit(member: &Staff, day: Day, maturity: f64, pen: &mut Pen<'_>, dice: &mut Dice) {
    let person = Some(member.person.id);
    let at = pen.moment(day, dice);
    pen.write("login", at, person, None, "", Delay::Stream, dice);
    let open = FEATURES.iter().filter(|(_, needs, _)| *needs <= maturity).count();
    let weights = FEATURES.map(|(_, _, pull)| pull);
    let uses = dice.weighted(&[22, 55, 23]);
    for _ in 0..uses {
        let feature = FEATURES[dice.weighted(&weights[..open.max(1)])].0;
        let at = pen.moment(day, dice);
        let times = 1 + dice.weighted(&[50, 25, 12, 7, 4, 2]) as i64;
        pen.write("feature.used", at, person, Some(times as f64), feature, Delay::Stream, dice);
    }
}

/// What the account does as a whole on a day.
fn team(case: &Case, day: Day, vigour: f64, day_pace: f64, pen: &mut Pen<'_>, dice: &mut Dice) {
    let age = day - case.signed_up;
    let rush = if age < 45 { 3.0 } else { 1.0 };
    // Where a nightly job sends the data, it keeps coming even when nobody looks at it.
    let job = if case.nightly_job && age > 30 { 0.22 } else { 0.0 };
    if case.sources.integration && dice.chance((vigour * case.care * 0.26 * rush).max(job * day_pace)) {
        let rows = dice.between(3, 400) * if dice.chance(0.2) { 5 } else { 1 };
        let at = pen.moment(day, dice);
        pen.write("data.imported", at, None, Some(rows as f64), "", Delay::Stream, dice);
    }
    if case.sources.integration && dice.chance(vigour * 0.06) {
        let at = pen.moment(day, dice);
        pen.write("report.created", at, None, None, "", Delay::Stream, dice);
    }
    // Goals are agreed when setting up and reviewed about twice a year.
    let due = if (8..40).contains(&age) { 0.05 } else { 0.005 };
    if case.story != Story::StalledSetUp && dice.chance(due * vigour * 1.5) {
        let at = pen.moment(day, dice);
        pen.write("goal.set", at, None, None, "", Delay::Typed, dice);
    }
}

fn links(case: &Case, pen: &mut Pen<'_>, dice: &mut Dice) {
    let count = match case.story {
        Story::Enthusiast => dice.between(2, 5),
        Story::StalledSetUp | Story::Trial => dice.between(0, 1),
        _ => dice.between(1, 3),
    } as usize;
    for (index, kind) in LINKS.iter().enumerate().take(count) {
        // Links made before the observed time are told at its start, and again whenever their key is renewed.
        let made = case.signed_up + 5 + 25 * index as i32 + dice.between(0, 20) as i32;
        let mut day = made.max(case.from + index as i32);
        while day <= case.last && case.curve.at(day) > 0.12 {
            let at = pen.moment(day, dice);
            pen.write("integration.connected", at, None, None, kind, Delay::Stream, dice);
            day = day + dice.between(160, 330) as i32;
        }
    }
}
