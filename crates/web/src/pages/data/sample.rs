//! Believable states of data to test and to look at: much of it, all the trouble, none.

use crate::pages::overview::sample::lens;
use banso_app::readiness::{Halted, Inspection, Readiness};
use banso_domain::readiness::{Arrival, Finding, Suspicion, coverage};
use banso_kernel::{AccountId, Micros};
use std::collections::HashMap;
use std::sync::Arc;

fn readiness(at: usize, accounts: u32, trouble: bool) -> Readiness {
    let lens = lens(at);
    let n = lens.metrics.metrics.len();
    let arrival = |i: usize| match (accounts, i % 5) {
        (0, _) | (_, 3) => Arrival::default(),
        (_, 4) => Arrival { first: Some(lens.as_of - 500), last: Some(lens.as_of - 120) },
        (_, i) => Arrival { first: Some(lens.as_of - 400), last: Some(lens.as_of - i as i32) },
    };
    let arrivals: Vec<Arrival> = (0..n).map(arrival).collect();
    let values: Vec<u32> = (0..n).map(|i| if i % 5 > 2 { 0 } else { accounts * (10 - i as u32 % 7) / 10 }).collect();
    let all = u64::MAX >> (64 - lens.model.criteria.len());
    let standing = |i: u32| {
        let known = all & !(0b1000 | if i.is_multiple_of(4) { 0b10 } else { 0 });
        (known, known & u64::from(i).wrapping_mul(0x9E37_79B9))
    };
    let standings: Vec<(u64, u64)> = (0..accounts).map(standing).collect();
    let sets = (lens.metrics.as_ref(), lens.model.as_ref());
    let coverage = coverage(sets, (&arrivals, &values), &standings, accounts, lens.as_of);
    let all = [
        (Suspicion::UsageBeforeContract, 14_216, 500),
        (Suspicion::TicketsBeforeSignUp, 1_077, 321),
        (Suspicion::InTheFuture, 1, 1),
        (Suspicion::OtherCurrency, 7, 3),
        (Suspicion::NoPeople, 0, 12),
        (Suspicion::NoContract, 0, 3),
        (Suspicion::SameCompany, 0, 2),
    ];
    let finding = |(what, facts, accounts): (Suspicion, u64, u32)| Finding {
        what,
        facts,
        accounts,
        examples: (1..=i64::from(accounts.min(5))).map(AccountId).collect(),
    };
    let names =
        ["株式会社青空", "㈱髙橋フーズ", "葛\u{e0100}城信用金庫", "Acme <Global> \"Holdings\" Inc.", "（株）山﨑ｼｽﾃﾑ"];
    let names: HashMap<AccountId, String> =
        names.iter().enumerate().map(|(at, name)| (AccountId(at as i64 + 1), (*name).to_owned())).collect();
    let halted = |i: i64| Halted {
        import: i,
        file: format!("利用実績_2026年{i}月.csv"),
        rejected: 12 * i as u64,
        conflicting: if i == 2 { 21 } else { 0 },
        at: Micros(1_795_305_600_000_000 - i * 86_400_000_000),
    };
    Readiness {
        coverage,
        inspection: Arc::new(Inspection {
            found: if trouble { all.into_iter().map(finding).collect() } else { Vec::new() },
            names,
        }),
        halted: if trouble { (1..4).map(halted).collect() } else { Vec::new() },
        facts: u64::from(accounts) * 1_300,
        lens,
    }
}

/// Much, all the trouble, another kind of model, nothing.
pub(super) fn all() -> Vec<Readiness> {
    vec![readiness(0, 300, false), readiness(0, 500, true), readiness(2, 40, false), readiness(0, 0, false)]
}
