//! What is decided about an account before its days are told: company, story, size, dates, hidden health.

use crate::curve::Curve;
use crate::dice::Dice;
use crate::names::{Company, company};
use crate::story::Story;
use crate::vendor::Plan;
use banso_domain::contracts::Contract;
use banso_kernel::{AccountId, Day};

/// A customer that left.
pub struct Churn {
    /// First day without a contract.
    pub day: Day,
    /// Why.
    pub reason: &'static str,
    /// The vendor could have prevented it.
    pub avoidable: bool,
}

/// Which systems send anything about this account at all.
pub struct Sources {
    /// Surveys reach it.
    pub survey: bool,
    /// Its product sends imports, integrations and reports.
    pub integration: bool,
    /// Its tickets come in.
    pub tickets: bool,
    /// Its visits to events, content and community are known.
    pub site: bool,
}

/// The account as planned.
pub struct Case {
    pub n: usize,
    pub id: AccountId,
    pub key: String,
    pub company: Company,
    pub story: Story,
    pub plan: &'static str,
    pub seats: usize,
    pub employees: i64,
    pub channel: &'static str,
    pub owner: usize,
    pub signed_up: Day,
    /// First day of the first contract.
    pub starts_on: Day,
    /// Runs from month to month, without an end.
    pub open_ended: bool,
    /// First observed day.
    pub from: Day,
    /// Last observed day: the end, or the day it left.
    pub last: Day,
    /// When the story takes its turn.
    pub turn: Day,
    pub churn: Option<Churn>,
    pub curve: Curve,
    pub sources: Sources,
    /// How much of the health shows in sign-ins: teams differ in size of use at equal health.
    pub zeal: f64,
    /// How much of it shows in data that is loaded.
    pub care: f64,
    /// Data is loaded by a job rather than by hand.
    pub nightly_job: bool,
}

impl Case {
    /// Decides about account number `n`.
    pub fn draw(plan: &Plan, n: usize, members: usize, dice: &mut Dice) -> Self {
        let offset = (plan.seed % 12_800) as usize;
        let company = company(n, offset, dice);
        let story = Story::draw(dice);
        let window = plan.end.plus_months(-(plan.months as i32)) + 1;
        let signed_up = signed_up(story, window, plan.end, dice);
        let starts_on = if dice.chance(0.7) { signed_up.month().plus(1).first() } else { signed_up + 7 };
        let from = signed_up.max(window);
        let open_ended = !company.japanese && dice.chance(0.25);
        let churn = churn(story, starts_on, open_ended, window, plan.end, dice);
        let last = churn.as_ref().map_or(plan.end, |churn| churn.day);
        let turn = turn(story, churn.as_ref(), from, plan.end, dice);
        let knots = knots(story, signed_up, from, turn, churn.is_some(), plan.end, dice);
        let curve = Curve::through(&knots, from, last, 0.06, dice);
        let size = if story == Story::Trial { 0 } else { dice.weighted(&[35, 45, 20]) };
        let (low, high) = [(3, 6), (6, 14), (12, 28)][size];
        Self {
            n,
            id: AccountId(n as i64 + 1),
            key: format!("A{:05}", n + 1),
            story,
            plan: if story == Story::Trial { "トライアル" } else { PLANS[size] },
            seats: dice.between(low, high) as usize,
            employees: dice.between(8, 60) * [1, 4, 25][size],
            channel: dice.pick(&["展示会", "紹介", "Web検索", "代理店", "セミナー", "広告"]),
            owner: 1 + dice.index(members - 1),
            signed_up,
            starts_on,
            open_ended,
            from,
            last,
            turn,
            churn,
            curve,
            sources: Sources {
                survey: dice.chance(0.78),
                integration: dice.chance(0.82),
                tickets: dice.chance(0.92),
                site: dice.chance(0.86),
            },
            zeal: if dice.chance(0.22) { 0.3 + dice.unit() * 0.25 } else { 0.75 + dice.unit() * 0.45 },
            care: 0.7 + dice.unit() * 0.9,
            nightly_job: story != Story::StalledSetUp && dice.chance(0.4),
            company,
        }
    }

    /// The phase that the team would have typed by `end`.
    pub fn phase(&self, newest: Option<&Contract>, end: Day) -> &'static str {
        let due = newest.and_then(|contract| contract.decline_by.or(contract.ends_on));
        match self.story {
            _ if self.churn.is_some() => "解約",
            Story::Trial if end - self.signed_up > 60 => "トライアル終了",
            Story::Trial => "トライアル",
            Story::StalledSetUp => "導入",
            _ if end - self.signed_up < 75 => "導入",
            _ if due.is_some_and(|day| (0..=60).contains(&(day - end))) => "更新",
            _ if self.curve.at(end) > 0.68 => "活用拡大",
            _ => "定着",
        }
    }

    /// A note that a predecessor might have left.
    pub fn memo(&self) -> &'static str {
        match (self.story, self.n % 4) {
            (Story::Enthusiast, 0) => "事例の取材に前向き。秋の分科会で登壇を相談する。",
            (Story::StalledSetUp, _) => "初期設定の担当が決まっていない。",
            (Story::ChampionLeaves, 0 | 1) => "推進者お一人に頼っている。二人目を育てたい。",
            (Story::Recovery, 0 | 1) => "一度使われなくなったが、再研修のあと戻ってきた。",
            _ => "",
        }
    }
}

const PLANS: [&str; 3] = ["ライト", "スタンダード", "エンタープライズ"];

fn signed_up(story: Story, window: Day, end: Day, dice: &mut Dice) -> Day {
    let recent = |dice: &mut Dice, newest: i64, oldest: i64| {
        let oldest = oldest.min(i64::from(end - window)).max(newest);
        end - dice.between(newest, oldest) as i32
    };
    match story {
        Story::Trial if dice.chance(0.7) => recent(dice, 3, 45),
        Story::Trial => recent(dice, 62, 400),
        Story::StalledSetUp if dice.chance(0.75) => recent(dice, 40, 460),
        Story::Enthusiast | Story::Steady if dice.chance(0.45) => recent(dice, 12, 540),
        Story::SlowDecline | Story::Recovery if dice.chance(0.3) => recent(dice, 200, 540),
        _ => window - dice.between(20, 1_100) as i32,
    }
}

fn churn(story: Story, starts: Day, open: bool, window: Day, end: Day, dice: &mut Dice) -> Option<Churn> {
    let leaves = dice.chance(story.churns());
    let step = if open { 1 } else { 12 };
    // Renewals of the observed time that leave room for the story before them.
    let due: Vec<Day> = (1..200)
        .map(|k| starts.plus_months(step * k))
        .take_while(|day| *day <= end - 3)
        .filter(|day| *day >= window + 60 && *day - starts >= 150)
        .collect();
    let (reason, avoidable) = story.reason(dice);
    let day = *due.get(dice.index(due.len()))?;
    leaves.then_some(Churn { day, reason, avoidable })
}

fn turn(story: Story, churn: Option<&Churn>, from: Day, end: Day, dice: &mut Dice) -> Day {
    let day = match (story, churn) {
        (Story::SuddenSilence, Some(churn)) => churn.day - dice.between(25, 110) as i32,
        (_, Some(churn)) => churn.day - dice.between(90, 240) as i32,
        (Story::Recovery, None) => end - dice.between(90, 330) as i32,
        (Story::SuddenSilence, None) => end - dice.between(8, 60) as i32,
        (Story::SlowDecline | Story::ChampionLeaves, None) if dice.chance(0.7) => end - dice.between(20, 150) as i32,
        _ => end - dice.between(30, 400) as i32,
    };
    day.max(from + 15)
}

fn knots(
    story: Story,
    signed_up: Day,
    from: Day,
    turn: Day,
    churned: bool,
    end: Day,
    dice: &mut Dice,
) -> Vec<(Day, f64)> {
    let settled = from.max(signed_up + dice.between(35, 95) as i32);
    let spread = dice.bell() * 0.07;
    let base = spread
        + match story {
            Story::Enthusiast => 0.82,
            Story::Steady | Story::Seasonal => 0.57,
            Story::StalledSetUp => 0.24,
            Story::Trial => 0.45,
            _ => 0.64,
        };
    let mut knots = vec![(signed_up, 0.22), (settled, base)];
    let turn = turn.max(settled + 5);
    let mut add = |days: i32, level: f64| knots.push((turn + days, level));
    match story {
        Story::Enthusiast => add(0, (base + 0.08).min(0.95)),
        Story::Steady | Story::Seasonal if !churned => add(0, base + dice.bell() * 0.05),
        Story::StalledSetUp => {
            knots.truncate(1);
            knots.extend([(signed_up + 50, 0.24), (signed_up + 130, 0.08), (end, 0.05)]);
        }
        Story::SuddenSilence => [(0, base), (6, 0.02)].iter().for_each(|&(d, l)| add(d, l)),
        Story::ChampionLeaves => {
            let then = if !churned && dice.chance(0.35) { 0.6 } else { 0.15 };
            [(0, base), (25, 0.4), (90, 0.25), (160, then)].iter().for_each(|&(d, l)| add(d, l));
        }
        Story::Recovery if !churned => {
            [(0, base), (45, 0.2), (75, 0.24), (140, 0.72)].iter().for_each(|&(d, l)| add(d, l));
        }
        Story::Unavoidable => add(0, base),
        Story::Trial if end - signed_up > 60 => {
            knots.truncate(2);
            knots.extend([(settled + 1, 0.2), (signed_up + 100, 0.0)]);
        }
        Story::Trial => knots = vec![(signed_up, 0.3), (signed_up + 20, base)],
        _ => [(0, base), (200, 0.12)].iter().for_each(|&(d, l)| add(d, l)),
    }
    knots.sort_by_key(|(day, _)| *day);
    knots
}
