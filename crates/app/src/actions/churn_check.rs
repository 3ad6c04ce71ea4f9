//! Whether a churn as typed can be recorded, and which contracts can end by one.

use super::churns::{NOTICE, TEXT_LIMIT};
use super::{ChurnReason, NewChurn};
use crate::workspace::typed_day;
use crate::{Refused, Wrong};
use banso_domain::contracts::Contract;
use banso_kernel::{Day, Lang, Problem, Zone, text as texts};
use banso_words::words;
use std::collections::HashSet;

/// Teams that could have prevented it.
const TEAMS: &[&str] = &["", "sales", "onboarding", "cs", "product", "support", "none"];

/// Contracts that a churn can end: none that another one goes on from, and of those that are over only what ended
/// lately, or last of all (then nobody has said yet why the account left).
pub(super) fn losable(contracts: &[Contract], today: Day) -> Vec<&Contract> {
    let end = |one: &Contract| one.ends_on.unwrap_or(Day(i32::MAX));
    let last = contracts.iter().map(end).max();
    let lately = |one: &Contract| end(one) >= today - NOTICE || Some(end(one)) == last;
    contracts.iter().filter(|one| lately(one) && !renewed(one, contracts)).collect()
}

fn renewed(one: &Contract, contracts: &[Contract]) -> bool {
    contracts.iter().any(|next| one.renewed_by(next))
}

/// The day, or all that is wrong with a typed churn, for a reader of `lang`.
pub(super) fn check(
    churn: &NewChurn,
    contracts: &[Contract],
    reasons: &[ChurnReason],
    (zone, today): (&Zone, Day),
    lang: Lang,
) -> Result<Day, Refused> {
    let mut wrong = Vec::new();
    let mut note = |field: &str, problem: Problem| wrong.push(Wrong { field: field.to_owned(), problem });
    let on = typed_day(&churn.on, zone).and_then(|day| day.ok_or(Problem::new("problem-required")));
    let ended: Vec<&Contract> = contracts.iter().filter(|one| churn.contracts.contains(&one.key)).collect();
    let known: HashSet<&str> = losable(contracts, today).iter().map(|one| one.key.as_str()).collect();
    if !known.is_empty() && churn.contracts.is_empty() {
        note("contracts", Problem::new("problem-required"));
    } else if let Some(one) = ended.iter().find(|one| renewed(one, contracts)) {
        note("contracts", Problem::new("churns-problem-renewed").with("contract", one.product.as_str()));
    } else if churn.contracts.iter().any(|key| !known.contains(key.as_str())) {
        note("contracts", Problem::new("problem-required"));
    }
    if let Some(problem) = on.as_ref().map_or_else(|problem| Some(problem.clone()), |on| outside(*on, &ended, lang)) {
        note("on", problem);
    }
    if !reasons.iter().any(|reason| reason.id == churn.reason) {
        note("reason", Problem::new("problem-required"));
    }
    if !["", "yes", "no"].contains(&churn.avoidable.as_str()) {
        note("avoidable", Problem::new("problem-required"));
    }
    if !TEAMS.contains(&churn.preventable_by.as_str()) {
        note("preventable_by", Problem::new("problem-required"));
    }
    if texts::length(churn.competitor.trim()) > 200 {
        note("competitor", Problem::new("problem-too-long").with("limit", 200usize));
    }
    if texts::length(churn.note.trim()) > TEXT_LIMIT {
        note("note", Problem::new("problem-too-long").with("limit", TEXT_LIMIT));
    }
    match on {
        Ok(on) if wrong.is_empty() => Ok(on),
        _ => Err(Refused::Input(wrong)),
    }
}

/// Why contracts cannot be without force from `on`: one has not begun by then, or the last of them ends earlier anyway.
fn outside(on: Day, ended: &[&Contract], lang: Lang) -> Option<Problem> {
    if ended.iter().any(|one| one.starts_on >= on) {
        return Some(Problem::new("churns-problem-before-start"));
    }
    let ends: Option<Vec<Day>> = ended.iter().map(|one| one.ends_on).collect();
    let last = ends?.into_iter().max()?;
    (on > last + 1).then(|| {
        let (end, first) = (words(lang).day(last), words(lang).day(last + 1));
        Problem::new("churns-problem-after-end").with("end", end).with("first", first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::contracts::Ringi;
    use banso_kernel::{AccountId, Currency, Money, Text};

    const TODAY: Day = Day(1_000);

    fn contract(key: &str, starts: i32, ends: Option<i32>) -> Contract {
        Contract {
            key: key.to_owned(),
            account: AccountId(1),
            product: "pro".to_owned(),
            monthly: Money { minor: 1, currency: Currency::JPY },
            starts_on: Day(starts),
            ends_on: ends.map(Day),
            auto_renew: false,
            decline_by: None,
            ringi: Ringi::None,
            decider: String::new(),
        }
    }

    fn checked(on: Day, keys: &[&str], contracts: &[Contract]) -> Result<Day, Vec<(String, String)>> {
        let name = Text { ja: "価格".to_owned(), en: "Price".to_owned() };
        let reasons = [ChurnReason { id: "price".to_owned(), name, avoidable: true }];
        let churn = NewChurn {
            on: on.to_string(),
            contracts: keys.iter().map(|key| (*key).to_owned()).collect(),
            reason: "price".to_owned(),
            ..NewChurn::default()
        };
        match check(&churn, contracts, &reasons, (&Zone::tokyo(), TODAY), Lang::Ja) {
            Ok(day) => Ok(day),
            Err(Refused::Input(wrong)) => Err(wrong.into_iter().map(|one| (one.field, one.problem.code)).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    fn refused(field: &str, code: &str) -> Result<Day, Vec<(String, String)>> {
        Err(vec![(field.to_owned(), code.to_owned())])
    }

    #[test]
    fn a_churn_needs_no_words_about_what_happened() {
        assert_eq!(checked(TODAY, &["a"], &[contract("a", 500, None)]), Ok(TODAY));
    }

    #[test]
    fn a_contract_that_was_renewed_cannot_be_lost() {
        let contracts = [contract("old", 600, Some(965)), contract("new", 966, Some(1_330))];
        let keys: Vec<&str> = losable(&contracts, TODAY).iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["new"]);
        assert_eq!(checked(Day(966), &["old"], &contracts), refused("contracts", "churns-problem-renewed"));
    }

    #[test]
    fn a_contract_is_lost_by_the_day_after_its_end() {
        let contracts = [contract("a", 600, Some(980)), contract("b", 600, Some(990))];
        assert_eq!(checked(Day(981), &["a"], &contracts), Ok(Day(981)));
        assert_eq!(checked(Day(982), &["a"], &contracts), refused("on", "churns-problem-after-end"));
        assert_eq!(checked(Day(991), &["a", "b"], &contracts), Ok(Day(991)), "the last one counts");
        assert_eq!(checked(Day(600), &["a"], &contracts), refused("on", "churns-problem-before-start"));
    }

    #[test]
    fn what_ended_last_can_be_recorded_however_long_ago_it_was() {
        let contracts = [contract("older", 100, Some(200)), contract("last", 300, Some(400))];
        let keys: Vec<&str> = losable(&contracts, TODAY).iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["last"]);
        assert_eq!(checked(Day(401), &["last"], &contracts), Ok(Day(401)));
    }
}
