//! Believable days to test and to look at: one's own, everybody's at their worst, and nothing at all.

use crate::Cx;
use crate::pages::accounts::sample::{NAMES, today};
use crate::pages::signals::sample::signals;
use crate::pages::tasks::sample::{account, members, tasks};
use banso_app::actions::{RenewalRow, Scope, Today};
use banso_domain::contracts::Ringi;
use banso_kernel::{Currency, Lang, MemberId, Money};

fn renewals(lang: Lang, n: usize) -> Vec<RenewalRow> {
    let states = [Ringi::Circulating, Ringi::None, Ringi::Returned, Ringi::Preparing];
    let row = |at: usize| RenewalRow {
        account: account(at),
        contract: format!("K-{:04}", at + 1),
        decline_by: (at % 3 != 2).then(|| today() + (at as i32 * 7)),
        ends_on: Some(today() + (at as i32 * 7 + 30).min(60)),
        ringi: states[at % 4],
        worth: Money { minor: 1_200_000 - at as i64 * 31_000, currency: Currency::JPY },
        owner: (at % 4 != 3).then(|| members(lang)[at % 2].clone()),
    };
    (0..n).map(row).collect()
}

/// The samples.
pub(super) fn todays(cx: &Cx) -> Vec<Today> {
    let lang = cx.lang;
    let day = |scope, late, due, changed, renewing, coming| Today {
        scope,
        day: today(),
        overdue: tasks(lang, late, today() - 9),
        due: tasks(lang, due, today())
            .into_iter()
            .map(|mut row| {
                row.due_on = today();
                row.overdue = false;
                row.id += 1_000;
                row
            })
            .collect(),
        signals: signals(lang, changed)
            .into_iter()
            .map(|mut row| {
                row.task = None;
                row
            })
            .collect(),
        renewals: renewals(lang, renewing),
        coming: tasks(lang, coming, today() + 1)
            .into_iter()
            .map(|mut row| {
                row.overdue = false;
                row.id += 2_000;
                row
            })
            .collect(),
        members: members(lang),
    };
    vec![
        day(Scope::Member(MemberId(1)), 2, 3, 2, 2, 3),
        day(Scope::All, 64, 130, 41, NAMES.len() + 3, 80),
        day(Scope::Unowned, 0, 0, 4, 0, 0),
        day(Scope::Member(MemberId(2)), 0, 0, 0, 0, 0),
        day(Scope::All, 0, 0, 0, 0, 0),
    ]
}
