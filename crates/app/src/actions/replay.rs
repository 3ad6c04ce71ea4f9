//! Turns of the past: the same function on views computed from history, day by day. A dry run keeps nothing of it; what
//! accounts have already gone through when a journey is new is kept.

use super::act::{Ground, step};
use super::carry_out::Carrier;
use super::memory::Changes;
use super::subject::{Around, Subject};
use super::terms::Reach;
use crate::{App, Refused};
use banso_domain::conditions::HealthNow;
use banso_domain::health::{HealthHistory, NONE, evaluate};
use banso_domain::metrics::History;
use banso_domain::turn::{Deed, Memory, Now, Rules};
use banso_kernel::{AccountId, Day, Micros};
use std::collections::{BTreeMap, HashMap};

/// Days before the first one that is asked for, from which phases and signals are followed, so that what had long been
/// so is not taken for new.
pub(crate) const RUN_UP: i32 = 180;

/// What an account went through.
pub(crate) struct Past {
    pub account: AccountId,
    /// How it stood at the end.
    pub memory: Memory,
    /// The days, from the first one asked for, on which something was decided or remembered anew.
    pub days: Vec<PastDay>,
}

/// What a day brought.
pub(crate) struct PastDay {
    pub day: Day,
    pub moment: Micros,
    pub before: Memory,
    pub after: Memory,
    pub deeds: Vec<Deed>,
}

/// Setting: the last day of the past that was written, or [`WHOLLY`].
const REMEMBERED: &str = "actions.remembered";
/// The past is remembered up to where acting began.
const WHOLLY: &str = "wholly";

/// The time of the day at which past turns are made: nine in the morning.
const NINE: i64 = 9 * 3_600 * 1_000_000;

impl App {
    /// Replays turns from `from` to `to` for all accounts, with the plays of `rules` only from `from` on.
    pub(crate) async fn replay(
        &self,
        ground: &Ground,
        rules: &Rules,
        subjects: &[Subject],
        (from, to): (Day, Day),
    ) -> Result<Vec<Past>, Refused> {
        self.replay_all(ground, rules, subjects, (from, from, to)).await
    }

    /// The same, telling of the days from `told` on, with plays only from `from` on.
    async fn replay_all(
        &self,
        ground: &Ground,
        rules: &Rules,
        subjects: &[Subject],
        days: (Day, Day, Day),
    ) -> Result<Vec<Past>, Refused> {
        let places: HashMap<AccountId, usize> =
            subjects.iter().enumerate().map(|(at, subject)| (subject.account.id, at)).collect();
        let quiet = Rules { plays: Vec::new(), ..rules.clone() };
        let replay = Replay { ground, rules, quiet: &quiet, days };
        let all = self.each_history(|base, metrics| {
            let subject = &subjects[*places.get(&metrics.account)?];
            let models = base.definitions.models.iter();
            let health: Vec<HealthHistory> = models.map(|of| evaluate(&of.model, &metrics)).collect();
            Some(replay.of(subject, &metrics, &health))
        });
        Ok(all.await?.into_iter().flatten().collect())
    }
}

impl App {
    /// Follows phases and signals of all accounts through the last [`RUN_UP`] days and keeps what they went through, so
    /// that a new journey knows since when each of them is where it is. With plays, these act from `plays_from` on.
    ///
    /// # Errors
    /// A store failed; what was written until then stays, and the next call goes on after it.
    pub(crate) async fn remember_past(&self, ground: &Ground, plays_from: Option<Day>) -> Result<(), Refused> {
        let Some(after) = self.remembered_until().await? else { return Ok(()) };
        let subjects = self.subjects(&ground.workspace, None).await?;
        let quiet = Rules { plays: Vec::new(), ..ground.book.rules.clone() };
        let rules = if plays_from.is_some() { &ground.book.rules } else { &quiet };
        let last = ground.today - 1;
        let first = plays_from.unwrap_or(ground.today);
        let past = self.replay_all(ground, rules, &subjects, (ground.today - RUN_UP, first, last)).await?;
        let by_id: HashMap<AccountId, &Subject> = subjects.iter().map(|one| (one.account.id, one)).collect();
        let (terms, reach) = (self.action_terms().await?, Reach::load(self).await?);
        let mut by_day: BTreeMap<Day, Vec<(&Subject, &PastDay)>> = BTreeMap::new();
        for one in &past {
            let Some(subject) = by_id.get(&one.account) else { continue };
            for day in &one.days {
                by_day.entry(day.day).or_default().push((subject, day));
            }
        }
        for (day, all) in by_day.into_iter().filter(|(day, _)| *day > after) {
            let Some(moment) = all.first().map(|(_, one)| one.moment) else { continue };
            let mut changes = Changes::default();
            let mut carrier = Carrier::new(ground, &terms, &reach, (day, moment));
            for (subject, one) in all {
                changes.add(subject.account.id, (&one.before, &one.after), &one.deeds, (day, moment))?;
                carrier.add(subject, &one.after, &one.deeds)?;
            }
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            changes.save(&mut tx, (day, moment)).await?;
            carrier.save(self, &mut tx).await?;
            tx.put_setting(REMEMBERED, &day.to_string(), self.clock.now()).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_setting(REMEMBERED, WHOLLY, self.clock.now()).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// The last day of the past that is remembered; none once all of it is.
    async fn remembered_until(&self) -> Result<Option<Day>, Refused> {
        let noted = self.state.setting(REMEMBERED).await.map_err(Refused::broken)?;
        Ok(match noted.as_deref() {
            Some(WHOLLY) => None,
            Some(day) => Some(Day::parse_iso(day).unwrap_or(Day(i32::MIN))),
            None => Some(Day(i32::MIN)),
        })
    }
}

struct Replay<'a> {
    ground: &'a Ground,
    rules: &'a Rules,
    /// The same without plays.
    quiet: &'a Rules,
    /// The first day told, the first day with plays, the last day.
    days: (Day, Day, Day),
}

impl Replay<'_> {
    fn of(&self, subject: &Subject, metrics: &History, health: &[HealthHistory]) -> Past {
        let (ground, (told, from, to)) = (self.ground, self.days);
        let (zone, currency) = (&ground.workspace.zone, ground.workspace.currency);
        let business_day = |day| ground.book.calendar.is_business_day(day);
        let first = metrics.first.max(ground.today - RUN_UP).min(metrics.first.max(from - RUN_UP));
        let (mut memory, mut days, mut follow) = (Memory::default(), Vec::new(), Follow::before(health, first));
        for day in (first.0..=to.0).map(Day) {
            let at = usize::try_from(day - metrics.first).unwrap_or_default();
            let value = |column: &Vec<f64>| column.get(at).copied().unwrap_or(f64::NAN);
            let values: Vec<f64> = metrics.columns.iter().map(value).collect();
            let health = follow.on(health, day);
            let around = Around { metrics: &values, health: &health, ends: &[], asked: &[], usual: &ground.usual };
            let now = Now { moment: Micros(zone.start_of(day).0 + NINE), zone, business_day: &business_day };
            let rules = if day < from { self.quiet } else { self.rules };
            let (next, deeds) = step(subject, rules, currency, around, &memory, (&now, day));
            let before = std::mem::replace(&mut memory, next);
            if day >= told && (!deeds.is_empty() || before != memory) {
                days.push(PastDay { day, moment: now.moment, before, after: memory.clone(), deeds });
            }
        }
        Past { account: subject.account.id, memory, days }
    }
}

/// Goes along histories of health, knowing the last change of segment.
struct Follow(Vec<HealthNow>);

impl Follow {
    fn before(health: &[HealthHistory], first: Day) -> Self {
        Self(health.iter().map(|history| HealthNow::of(history, first - 1)).collect())
    }

    fn on(&mut self, health: &[HealthHistory], day: Day) -> Vec<HealthNow> {
        for (history, now) in health.iter().zip(&mut self.0) {
            let Some(of_day) = history.on(day) else {
                *now = HealthNow::UNKNOWN;
                continue;
            };
            let segment = (of_day.segment != NONE).then_some(usize::from(of_day.segment));
            if day > history.first && segment != now.segment {
                (now.previous, now.changed_on) = (now.segment, Some(day));
            }
            (now.segment, now.score, now.coverage, now.axes) = (segment, of_day.score, of_day.coverage, of_day.axes);
        }
        self.0.clone()
    }
}
