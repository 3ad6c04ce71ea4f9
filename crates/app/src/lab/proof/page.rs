//! All of a play's proof.

use super::entries::{Arms, Entries, Entry};
use super::measure::{Measure, MeasureBy, ProofQuery};
use super::money::Money;
use super::planner::{self, Planner};
use super::{Costs, peers, values};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_domain::metrics::Kind;
use banso_domain::proof::matched::TooFewMatches;
use banso_domain::proof::worth::{Work, Worth, worth, worth_of_amount};
use banso_domain::proof::{Evidence, NotEnough, Outcome, Proof, Terms, Unit, course, expected_on, is_lopsided, prove};
use banso_kernel::{Currency, Day, Text};
use std::collections::HashMap;

/// Most looks that a chart shows.
const LOOKS: i32 = 40;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// There is a number.
    Said(Evidence),
    /// Nobody has entered yet.
    Nobody,
    /// There is not enough to say anything yet.
    NotYet {
        /// What lacks.
        why: NotEnough,
        /// When it may be there, at the pace so far.
        on: Option<Day>,
    },
    /// The arms have sizes that the lot hardly gave them: no number would be right.
    Lopsided {
        /// Known outcomes of treated accounts.
        treated: u32,
        /// Known outcomes of accounts held out.
        held_out: u32,
    },
    /// Nobody was held out, and too few accounts are similar.
    FewMatches(TooFewMatches),
}

/// What a play did, with everything that is needed to judge it.
#[derive(Clone, Debug)]
pub struct ProofPage {
    /// The play's id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The day looked at.
    pub today: Day,
    /// The workspace's currency.
    pub currency: Currency,
    /// What was asked for.
    pub asked: ProofQuery,
    /// Everything by which it can be judged.
    pub offered: Vec<Measure>,
    /// How it is judged.
    pub terms: Terms,
    /// The share held out; 0 for none.
    pub hold_out: f64,
    /// Who counts.
    pub arms: Arms,
    /// What came of it.
    pub verdict: Verdict,
    /// The same on earlier days, the last one today.
    pub course: Vec<(Day, Result<Proof, NotEnough>)>,
    /// What it returned; only for retention and CMRR.
    pub worth: Option<Worth>,
    /// The work that is counted.
    pub work: Work,
    /// What work costs, and how long its result counts.
    pub costs: Costs,
    /// What it could show.
    pub planner: Option<Planner>,
}

/// The play's accounts as units, with who is not among them.
pub(super) fn units_of_contracts(
    entries: &Entries,
    money: &Money,
    asked: &ProofQuery,
    today: Day,
) -> (Vec<Unit>, Arms) {
    let horizon = i32::from(asked.terms().horizon);
    let mut arms = Arms { other_share: entries.other_share, ..Arms::default() };
    let unit = |entry: &Entry| {
        let Some(outcome) = money.outcome(&asked.by, entry.account, entry.entered, asked.days) else {
            arms.beside += 1;
            return None;
        };
        count(&mut arms, entry);
        Some(Unit {
            entered: entry.entered,
            treated: entry.treated,
            outcome: (entry.entered + horizon <= today).then_some(outcome),
            before: money.major(entry.account, entry.entered - 1),
        })
    };
    (entries.all.iter().filter_map(unit).collect(), arms)
}

fn count(arms: &mut Arms, entry: &Entry) {
    let arm = if entry.treated { &mut arms.treated } else { &mut arms.held_out };
    *arm += 1;
}

/// What the units say, where accounts were held out.
pub(super) fn verdict_of(units: &[Unit], entries: &Entries, terms: &Terms, today: Day) -> Verdict {
    if entries.all.is_empty() {
        return Verdict::Nobody;
    }
    if entries.hold_out > 0.0 && is_lopsided(units, entries.hold_out) {
        let known = |treated: bool| units.iter().filter(move |unit| unit.outcome.is_some() && unit.treated == treated);
        return Verdict::Lopsided { treated: known(true).count() as u32, held_out: known(false).count() as u32 };
    }
    match prove(units, today, terms) {
        Ok(proof) => Verdict::Said(Evidence::Experiment(proof)),
        Err(why) => {
            let pace = planner::pace(&entries.all, entries.hold_out, today);
            Verdict::NotYet { why, on: expected_on(units, today, terms, why, pace) }
        }
    }
}

impl App {
    /// What a play did.
    ///
    /// # Errors
    /// There is no such play or metric, or a store failed.
    pub async fn play_proof(&self, who: &Principal, id: &str, asked: ProofQuery) -> Result<ProofPage, Refused> {
        who.needs(Role::Viewer)?;
        let ground = self.action_ground().await?;
        let name = ground.book.rules.play(id).ok_or(Refused::Missing)?.play.name.clone();
        let (workspace, definitions) = (self.workspace().await?, self.definitions().await?);
        let (today, currency) = (self.today(&workspace), workspace.currency);
        let offered = offered(&definitions.metrics);
        if !offered.iter().any(|measure| measure.by == asked.by) {
            return Err(Refused::Missing);
        }
        let (entries, money) = (Entries::load(self, id).await?, Money::load(self, currency).await?);
        let terms = asked.terms();
        let (units, arms) = match asked.by.is_of_contracts() {
            true => units_of_contracts(&entries, &money, &asked, today),
            false => self.units_of_values(&entries, &asked, today).await?,
        };
        let mut verdict = verdict_of(&units, &entries, &terms, today);
        if matches!(verdict, Verdict::NotYet { why: NotEnough::NoHoldOut, .. }) {
            let until = (today, terms.horizon, terms.alpha);
            verdict = match peers::matched(self, id, &asked, &entries.all, &money, until).await? {
                Ok(matched) => Verdict::Said(Evidence::Comparison(matched)),
                Err(few) => Verdict::FewMatches(few),
            };
        }
        let costs = self.costs().await?;
        let cutoff = today - i32::from(terms.horizon);
        let work = self.work(id, cutoff, &costs, currency).await?;
        let over = || entries.all.iter().filter(|entry| entry.entered <= cutoff);
        let worth = returned(&verdict, &asked.by, money.of_treated(over()), &costs, &work, currency);
        let pace = planner::pace(&entries.all, entries.hold_out, today);
        let (base, left) = base(&units, &verdict, &terms, money.retention(cutoff, asked.days));
        Ok(ProofPage {
            id: id.to_owned(),
            name,
            today,
            currency,
            offered,
            hold_out: entries.hold_out,
            arms,
            course: looks(&units, &verdict, today, &terms),
            worth,
            work,
            costs,
            planner: planner::plan(&terms, pace, base, left),
            verdict,
            terms,
            asked,
        })
    }

    async fn units_of_values(
        &self,
        entries: &Entries,
        asked: &ProofQuery,
        today: Day,
    ) -> Result<(Vec<Unit>, Arms), Refused> {
        let entered: HashMap<_, Day> = entries.all.iter().map(|entry| (entry.account, entry.entered)).collect();
        let seen = values::seen(self, &asked.by, &entered, asked.days).await?;
        let mut arms = Arms { other_share: entries.other_share, ..Arms::default() };
        let unit = |entry: &Entry| {
            let over = entry.entered + i32::from(asked.days) <= today;
            let seen = seen.get(&entry.account);
            let outcome = seen.map(|seen| seen.after).filter(|after| over && after.is_finite());
            count(&mut arms, entry);
            arms.unknown += u32::from(over && outcome.is_none());
            let before = seen.map_or(f64::NAN, |seen| seen.before);
            Unit { entered: entry.entered, treated: entry.treated, outcome, before }
        };
        Ok((entries.all.iter().map(unit).collect(), arms))
    }

    async fn work(&self, id: &str, until: Day, costs: &Costs, currency: Currency) -> Result<Work, Refused> {
        let done = self.state.run_work(id, until).await.map_err(Refused::broken)?;
        let minor = 10f64.powi(currency.digits().cast_signed());
        Ok(Work {
            minutes: done.tasks as f64 * costs.minutes,
            hourly: costs.hourly * minor,
            messages: u32::try_from(done.mails).unwrap_or(u32::MAX),
            message: costs.mail * minor,
        })
    }
}

/// What the play returned, where an effect on money is known from an experiment.
fn returned(verdict: &Verdict, by: &MeasureBy, cmrr: i64, costs: &Costs, work: &Work, of: Currency) -> Option<Worth> {
    let Verdict::Said(Evidence::Experiment(proof)) = verdict else { return None };
    match by {
        MeasureBy::Retained => Some(worth(proof.uplift, proof.always, cmrr as f64, costs.months, work)),
        MeasureBy::Expansion => {
            let minor = 10f64.powi(of.digits().cast_signed());
            let mut interval = proof.always;
            (interval.low, interval.high) = (interval.low * minor, interval.high * minor);
            let treated = proof.treated.accounts;
            Some(worth_of_amount(proof.uplift * minor, interval, treated, costs.months, work))
        }
        _ => None,
    }
}

/// The outcome without the play, and what the covariate leaves of its variance; NaN where nothing is known.
fn base(units: &[Unit], verdict: &Verdict, terms: &Terms, usual: Option<f64>) -> (f64, f64) {
    let proof = match verdict {
        Verdict::Said(Evidence::Experiment(proof)) => Some(proof),
        _ => None,
    };
    let left = proof.map_or(1.0, |proof| proof.variance_left);
    if terms.outcome == Outcome::Share {
        let between = |share: &f64| *share > 0.0 && *share < 1.0;
        let held_out = proof.map(|proof| proof.held_out.mean).filter(between);
        return (held_out.or(usual).unwrap_or(f64::NAN), left);
    }
    let outcomes: Vec<f64> = units.iter().filter_map(|unit| unit.outcome).collect();
    let before: Vec<f64> = units.iter().map(|unit| unit.before).filter(|value| value.is_finite()).collect();
    let known = if outcomes.len() >= 10 { outcomes } else { before };
    let n = known.len() as f64;
    let mean = known.iter().sum::<f64>() / n;
    ((known.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt(), left)
}

/// The proof on some days since the first outcome, the last one today.
fn looks(units: &[Unit], verdict: &Verdict, today: Day, terms: &Terms) -> Vec<(Day, Result<Proof, NotEnough>)> {
    let first = units.iter().map(|unit| unit.entered).min().map(|day| day + i32::from(terms.horizon));
    let Some(first) = first.filter(|_| matches!(verdict, Verdict::Said(Evidence::Experiment(_)))) else {
        return Vec::new();
    };
    let step = ((today - first) / LOOKS + 1).max(1);
    let days: Vec<Day> = (0..=(today - first) / step).rev().map(|back| today - back * step).collect();
    let course = course(units, &days, terms);
    course.into_iter().skip_while(|(_, look)| look.is_err()).collect()
}

fn offered(metrics: &banso_domain::metrics::MetricSet) -> Vec<Measure> {
    let own = [MeasureBy::Retained, MeasureBy::Expansion, MeasureBy::Standing];
    let own = own.map(|by| Measure { by, name: Text::default(), unit: Text::default(), is_ratio: false });
    let metric = |metric: &banso_domain::metrics::Metric| Measure {
        by: MeasureBy::Metric(metric.id.clone()),
        name: metric.name.clone(),
        unit: metric.unit.clone(),
        is_ratio: matches!(metric.kind, Kind::Change { .. })
            || matches!(metric.kind, Kind::Ratio { .. }) && metric.unit.ja.is_empty(),
    };
    own.into_iter().chain(metrics.metrics.iter().map(metric)).collect()
}
