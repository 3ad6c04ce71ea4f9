//! The beginning of a customer's life: the mail that guides the set-up, and the settings that people make. It has dice of
//! its own, so that the rest of a life is the same with and without it.

use crate::case::Case;
use crate::dice::Dice;
use crate::pen::{Delay, Pen};
use crate::people::Staff;
use crate::story::Story;

/// Writes the first weeks.
pub fn write(case: &Case, staff: &[Staff], pen: &mut Pen<'_>, dice: &mut Dice) {
    let first = staff.iter().find(|member| member.person.issued_on.is_some()).map(|member| member.person.id);
    let mailed = case.signed_up + dice.between(0, 3) as i32;
    let at = pen.moment(mailed, dice);
    pen.write("mail.sent", at, first, None, r#"{"mail":"onboarding","step":"welcome"}"#, Delay::Stream, dice);
    let makes = match case.story {
        Story::StalledSetUp => 0.1,
        Story::Trial => 0.55,
        _ => 0.93,
    };
    if !dice.chance(makes) {
        return;
    }
    let slow = if dice.chance(0.25) { 25 } else { 9 };
    let mut day = mailed + dice.between(1, slow) as i32;
    for setting in [r#"{"setting":"members"}"#, r#"{"setting":"data"}"#, r#"{"setting":"sharing"}"#] {
        let at = pen.moment(day, dice);
        pen.write("setting.done", at, first, None, setting, Delay::Stream, dice);
        day = day + dice.between(1, 12) as i32;
    }
}
