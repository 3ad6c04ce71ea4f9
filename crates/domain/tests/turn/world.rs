//! A small world to take turns in: three metrics, a model, one account.

use banso_domain::conditions::{
    AccountNow, Asked, Condition, ContractNow, HealthNow, ModelWords, OwnerNow, PersonNow, Scene, StepEnd, Usual,
    Verdict, View, Vocabulary,
};
use banso_domain::journeys::Journey;
use banso_domain::plays::{Limits, Play};
use banso_domain::signals::Signals;
use banso_domain::turn::{Act, Deed, Effect, LivePlay, Memory, Now, Rules, turn};
use banso_kernel::{AccountId, Day, Micros, Zone};
use std::collections::BTreeMap;

pub const HOUR: i64 = 3_600_000_000;

pub struct World {
    pub key: String,
    pub plan: String,
    pub attributes: BTreeMap<String, String>,
    pub signed_up_on: Option<Day>,
    pub cmrr: f64,
    pub churned: bool,
    pub metrics: [f64; 3],
    pub health: HealthNow,
    pub contract: ContractNow<'static>,
    pub people: Vec<PersonNow<'static>>,
    pub ends: Vec<StepEnd<'static>>,
    pub asked: Vec<Asked<'static>>,
    pub usual: Usual,
    pub rules: Rules,
    pub memory: Memory,
    /// Hours since the world began, at midnight of 2026-11-02, a Monday.
    pub hours: i64,
    pub closed: Vec<Day>,
}

pub fn monday() -> Day {
    Day::parse_iso("2026-11-02").expect("a day")
}

pub fn words() -> Vocabulary {
    let model = ModelWords {
        id: "m".into(),
        segments: ["best", "mid", "worst"].map(str::to_owned).into(),
        axes: vec![("use".into(), ["A", "B", "C"].map(str::to_owned).into()), ("points".into(), [].into())],
    };
    let metrics = ["uses", "mails", "setup"].map(str::to_owned).to_vec();
    Vocabulary { metrics, models: vec![model], ..Vocabulary::default() }
}

impl World {
    pub fn new() -> Self {
        Self {
            key: "a-1".into(),
            plan: "Pro".into(),
            attributes: BTreeMap::from([("seats".into(), "40".into()), ("地域".into(), "東京".into())]),
            signed_up_on: Some(monday() - 10),
            cmrr: 1000.0,
            churned: false,
            metrics: [f64::NAN; 3],
            health: HealthNow::UNKNOWN,
            contract: ContractNow::default(),
            people: Vec::new(),
            ends: Vec::new(),
            asked: Vec::new(),
            usual: Usual::default(),
            rules: Rules::default(),
            memory: Memory::default(),
            hours: 9,
            closed: Vec::new(),
        }
    }

    pub fn words(&self) -> Vocabulary {
        let mut words = words();
        words.journeys = self.rules.journeys.iter().map(Journey::words).collect();
        words.signals = self.rules.signals.signals.iter().map(|signal| signal.id.clone()).collect();
        words
    }

    pub fn journey(mut self, toml: &str) -> Self {
        let journey = Journey::parse(&named(toml), &self.words()).unwrap_or_else(|problems| panic!("{problems:?}"));
        self.rules.journeys.push(journey);
        self
    }

    pub fn signals(mut self, toml: &str) -> Self {
        self.rules.signals =
            Signals::parse(&named(toml), &self.words()).unwrap_or_else(|problems| panic!("{problems:?}"));
        self
    }

    pub fn play(mut self, toml: &str) -> Self {
        let play = Play::parse(&named(toml), &self.words()).unwrap_or_else(|problems| panic!("{problems:?}"));
        self.rules.plays.push(LivePlay { play, version: 1, on: true });
        self
    }

    pub fn limits(mut self, limits: Limits) -> Self {
        self.rules.limits = limits;
        self
    }

    pub fn today(&self) -> Day {
        Zone::tokyo().day_of(self.moment())
    }

    pub fn moment(&self) -> Micros {
        Micros(Zone::tokyo().start_of(monday()).0 + self.hours * HOUR)
    }

    pub fn look<R>(&self, see: impl FnOnce(&View<'_>) -> R) -> R {
        let account = AccountNow {
            id: AccountId(1),
            key: &self.key,
            name: "株式会社青空",
            plan: &self.plan,
            industry: "",
            country: "JP",
            phase: "",
            attributes: &self.attributes,
            signed_up_on: self.signed_up_on,
            owner: Some(OwnerNow { name: "佐藤", email: "sato@vendor.example" }),
            cmrr: self.cmrr,
            churned: self.churned,
        };
        see(&View {
            account: &account,
            metrics: &self.metrics,
            health: &[self.health],
            contract: self.contract,
            people: &self.people,
            ends: &self.ends,
            asked: &self.asked,
            usual: &self.usual,
        })
    }

    pub fn judge(&self, text: &str) -> Verdict {
        let condition = Condition::compile(text, &self.words()).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        self.look(|view| condition.judge(&Scene::new(view, self.today())))
    }

    /// Takes a turn, remembers, and gives the deeds.
    pub fn turn(&mut self) -> Vec<Deed> {
        let closed = self.closed.clone();
        let business_day = move |day: Day| !matches!(day.weekday(), 0 | 6) && !closed.contains(&day);
        let now = Now { moment: self.moment(), zone: &Zone::tokyo(), business_day: &business_day };
        let (memory, deeds) = self.look(|view| turn(&self.rules, view, &self.memory, &now));
        self.memory = memory;
        deeds
    }

    /// Takes a turn, and tells the deeds in short.
    pub fn told(&mut self) -> Vec<String> {
        self.turn().iter().map(tell).collect()
    }

    /// The same hour of a later day.
    pub fn days_on(&mut self, days: i64) -> &mut Self {
        self.hours += days * 24;
        self
    }

    pub fn phase(&self) -> &str {
        self.memory.position.as_ref().map_or("", |position| &position.phase)
    }
}

pub fn tell(deed: &Deed) -> String {
    match deed {
        Deed::Moved { from, to, .. } => format!("{}>{to}", from.as_deref().unwrap_or("")),
        Deed::StepDone { step, .. } => format!("step {step}"),
        Deed::Raised { signal, .. } => format!("raised {signal}"),
        Deed::Cleared { signal, .. } => format!("cleared {signal}"),
        Deed::Entered(run) => format!("entered {} {}", run.play, run.arm.code()),
        Deed::Skipped { why, .. } => format!("skipped {why:?}"),
        Deed::Ended { run, why } => format!("ended {} {why:?}", run.play),
        Deed::Effect(effect) => match &effect.act {
            Act::Task { due_on, .. } => format!("task {} due {due_on}", effect.step),
            Act::Mail { person, .. } => format!("mail {} to {person}", effect.step),
            Act::Slack { .. } => format!("slack {}", effect.step),
            Act::Webhook { destination } => format!("webhook {destination}"),
            Act::Set { attribute, value } => format!("set {attribute}={value}"),
        },
    }
}

pub fn effects(deeds: &[Deed]) -> Vec<&Effect> {
    deeds.iter().filter_map(|deed| if let Deed::Effect(effect) = deed { Some(&**effect) } else { None }).collect()
}

/// `name` stands for a name in both languages, so that tests stay short.
pub fn named(toml: &str) -> String {
    toml.replace("NAME", "name = { ja = \"名\", en = \"name\" }").replace("TEXT", "{ ja = \"文\", en = \"text\" }")
}
