//! Similar accounts, for plays that held nobody out. An account that never entered has no day of entry; it gets one of the
//! play's own days, drawn by its key, so that both groups are looked at over the same seasons (as prescription time is
//! matched in Zhou, Rahme, Abrahamowicz & Pilote, American Journal of Epidemiology 162, 2005).

use super::entries::Entry;
use super::measure::{MeasureBy, ProofQuery};
use super::money::Money;
use super::values;
use crate::{App, Refused};
use banso_domain::plays::arm_share;
use banso_domain::proof::matched::{Matched, Peer, TooFewMatches, compare};
use banso_kernel::{AccountId, Day};
use std::collections::{HashMap, HashSet};

/// The play's accounts against similar ones, by what both were on the day before.
pub(super) async fn matched(
    app: &App,
    play: &str,
    asked: &ProofQuery,
    entries: &[Entry],
    money: &Money,
    (today, horizon, alpha): (Day, u16, f64),
) -> Result<Result<Matched, TooFewMatches>, Refused> {
    let ours: HashSet<AccountId> = entries.iter().map(|entry| entry.account).collect();
    let days: Vec<Day> = entries.iter().map(|entry| entry.entered).collect();
    let mut from: HashMap<AccountId, Day> = entries.iter().map(|entry| (entry.account, entry.entered)).collect();
    // Another lot than the one that holds accounts out.
    let salt = format!("{play} day to compare");
    let mut since: HashMap<AccountId, Day> = HashMap::new();
    for row in app.state.accounts_full().await.map_err(Refused::broken)? {
        since.extend(row.signed_up_on.map(|day| (row.id, day)));
        let share = arm_share(&salt, &row.key);
        if let Some(day) = days.get((share * days.len() as f64) as usize) {
            from.entry(row.id).or_insert(*day);
        }
    }
    from.retain(|_, day| *day + i32::from(horizon) <= today);
    let seen = values::seen(app, &asked.by, &from, asked.days).await?;
    let (mut of_play, mut others) = (Vec::new(), Vec::new());
    let mut accounts: Vec<(AccountId, Day)> = from.into_iter().collect();
    accounts.sort_unstable();
    for (account, day) in accounts {
        let Some(seen) = seen.get(&account) else { continue };
        let outcome = match &asked.by {
            MeasureBy::Retained | MeasureBy::Expansion => money.outcome(&asked.by, account, day, asked.days),
            _ => Some(seen.after - seen.before),
        };
        let Some(outcome) = outcome else { continue };
        let tenure = since.get(&account).map_or(f64::NAN, |since| f64::from((day - *since).max(0)));
        let mut covariates = vec![f64::from(day.0), tenure, money.major(account, day - 1), seen.standing];
        if matches!(asked.by, MeasureBy::Metric(_)) {
            covariates.push(seen.before);
        }
        let group = if ours.contains(&account) { &mut of_play } else { &mut others };
        group.push(Peer { covariates, outcome });
    }
    forget_unknown(&mut of_play, &mut others);
    Ok(compare(&of_play, &others, alpha))
}

/// Leaves out covariates that no account has: a workspace without facts has no segments to compare.
fn forget_unknown(of_play: &mut [Peer], others: &mut [Peer]) {
    let all = || of_play.iter().chain(others.iter());
    let columns = all().next().map_or(0, |peer| peer.covariates.len());
    let known: Vec<bool> = (0..columns).map(|column| all().any(|peer| peer.covariates[column].is_finite())).collect();
    for peer in of_play.iter_mut().chain(others) {
        let mut column = known.iter();
        peer.covariates.retain(|_| column.next().copied().unwrap_or(false));
    }
}
