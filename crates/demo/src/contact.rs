//! Contact with the account: one to one (touches), one to many (mail, events), and what it reads and writes itself.

use crate::calendar::pace;
use crate::case::Case;
use crate::dice::Dice;
use crate::pen::{Delay, Pen, hours};
use crate::people::Staff;
use crate::story::Story;
use crate::summary;
use crate::vendor::{Touch, TouchKind};
use banso_kernel::{Day, Micros};

const EVENTS: [&str; 8] = [
    "活用の基本セミナー",
    "レポート作成ワークショップ",
    "ユーザー会",
    "新機能のご紹介",
    "自動化はじめの一歩",
    "業種別分科会",
    "管理者向け勉強会",
    "事例発表会",
];

/// Writes contacts and returns the touches among them.
pub fn write(case: &Case, staff: &[Staff], pen: &mut Pen<'_>, dice: &mut Dice) -> Vec<Touch> {
    let mut touches = Vec::new();
    let mut next = case.from + dice.between(0, 20) as i32;
    let mut day = case.from;
    while day <= case.last {
        let workday = pace(day, case.company.japanese, false) > 0.3;
        if day >= next && workday {
            touches.extend(touch(case, staff, day, pen, dice));
            next = day + rest(case, day, dice);
        }
        mails(case, staff, day, pen, dice);
        if case.sources.site {
            site(case, staff, day, pen, dice);
        }
        day = day + 1;
    }
    touches
}

/// Days until the next touch: often while setting up and when somebody helps, seldom for small plans.
fn rest(case: &Case, day: Day, dice: &mut Dice) -> i32 {
    let usual = match case.plan {
        "エンタープライズ" => 24,
        "スタンダード" => 42,
        _ => 75,
    };
    let since_turn = day - case.turn;
    let days = match case.story {
        _ if day - case.signed_up < 80 => 12,
        Story::Recovery if (20..150).contains(&since_turn) => 11,
        Story::SuddenSilence if since_turn > 0 => usual * 2,
        Story::Unavoidable if since_turn > 0 => 30,
        _ => usual,
    };
    (f64::from(days) * (0.6 + dice.unit() * 0.8)) as i32 + 1
}

fn touch(case: &Case, staff: &[Staff], day: Day, pen: &mut Pen<'_>, dice: &mut Dice) -> Option<Touch> {
    let young = day - case.signed_up < 90;
    let kinds = [TouchKind::Meeting, TouchKind::Call, TouchKind::Mail, TouchKind::Visit, TouchKind::Session];
    let kind = kinds[dice.weighted(if young { &[45, 10, 15, 5, 25] } else { &[32, 20, 33, 9, 6] })];
    let there: Vec<_> = staff.iter().filter(|s| s.person.left_on.is_none_or(|left| day <= left)).collect();
    let known: Vec<_> = there.iter().filter(|s| s.person.champion || s.drive == 0.0 || s.drive > 0.9).collect();
    let person = (!known.is_empty() && dice.chance(0.85)).then(|| known[dice.index(known.len())].person.id);
    let health = case.curve.at(day);
    let summary = summary::summary(case, kind, day, health, dice);
    let at = pen.moment(day, dice);
    let props = format!(r#"{{"kind":"{}"}}"#, kind.code());
    let fact = pen.write("touch", at, person, None, &props, Delay::Typed, dice)?;
    let logged_at = pen.facts.last().map_or(at, |fact| fact.known_at);
    let member = if dice.chance(0.06) { 0 } else { case.owner };
    Some(Touch { fact, member, person, kind, at, logged_at, summary })
}

/// The monthly letter, to the first few people with an ID.
fn mails(case: &Case, staff: &[Staff], day: Day, pen: &mut Pen<'_>, dice: &mut Dice) {
    let (_, _, date) = day.ymd();
    if date != 10 {
        return;
    }
    let health = case.curve.at(day);
    for member in staff.iter().filter(|s| s.drive > 0.0 && s.person.issued(day)).take(3) {
        let person = Some(member.person.id);
        let at = pen.moment(day, dice);
        pen.write("mail.sent", at, person, None, "", Delay::Stream, dice);
        if dice.chance(0.08 + 0.6 * health) {
            let opened = Micros(at.0 + hours(0.1 + dice.unit() * dice.unit() * 60.0));
            pen.write("mail.opened", opened, person, None, "", Delay::Stream, dice);
        }
    }
}

/// Events, content and community.
fn site(case: &Case, staff: &[Staff], day: Day, pen: &mut Pen<'_>, dice: &mut Dice) {
    let health = case.curve.at(day);
    let pace = pace(day, case.company.japanese, false);
    let (_, month, date) = day.ymd();
    // Two events a month, on the third Tuesday and Thursday.
    let event = (15..=21).contains(&date) && matches!(day.weekday(), 2 | 4);
    let title = EVENTS[(month as usize * 2 + usize::from(day.weekday() == 4)) % EVENTS.len()];
    for member in staff.iter().filter(|s| s.drive > 0.0 && s.person.issued(day)) {
        let keen = health * member.drive;
        let person = Some(member.person.id);
        if event && dice.chance(keen * 0.045) {
            let at = pen.moment(day, dice);
            let props = format!(r#"{{"title":"{title}"}}"#);
            pen.write("event.attended", at, person, None, &props, Delay::Fetched, dice);
        }
        if dice.chance(keen * pace * 0.012) {
            let at = pen.moment(day, dice);
            pen.write("content.viewed", at, person, None, "", Delay::Stream, dice);
        }
        if health > 0.6 && dice.chance(keen * pace * 0.0012) {
            let at = pen.moment(day, dice);
            pen.write("community.posted", at, person, None, "", Delay::Stream, dice);
        }
    }
}
