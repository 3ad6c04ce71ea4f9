//! The vendor as a whole, and what one customer of it consists of.

use crate::case::Case;
use crate::dice::Dice;
use crate::pen::Pen;
use crate::story::Story;
use crate::{contact, contracts, onboarding, people, usage, voice};
use banso_domain::accounts::Account;
use banso_domain::contracts::Contract;
use banso_domain::facts::Fact;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Day, FactId, Micros, PersonId, Zone};
use std::collections::BTreeMap;

/// What is to be simulated.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Decides everything that chance decides.
    pub seed: u64,
    /// Number of customers.
    pub accounts: usize,
    /// The last day that has facts.
    pub end: Day,
    /// Length of the observed time before it, in months.
    pub months: u32,
    /// The zone whose days these are.
    pub zone: Zone,
    /// Amount of product use, 1 being about 1,400 facts per account in 18 months.
    pub intensity: f64,
}

/// A simulated vendor.
#[derive(Clone, Debug)]
pub struct Vendor {
    plan: Plan,
}

/// Somebody who works at the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Full name.
    pub name: &'static str,
    /// Sign-in address.
    pub email: &'static str,
    /// Leads the team rather than looking after accounts.
    pub manager: bool,
}

const MEMBERS: [Member; 7] = [
    Member { name: "黒川 美帆", email: "m.kurokawa@michishirube.example", manager: true },
    Member { name: "佐伯 涼", email: "r.saeki@michishirube.example", manager: false },
    Member { name: "𠮷野 あかり", email: "a.yoshino@michishirube.example", manager: false },
    Member { name: "Daniel Weiss", email: "d.weiss@michishirube.example", manager: false },
    Member { name: "大﨑 拓海", email: "t.osaki@michishirube.example", manager: false },
    Member { name: "三浦 千夏", email: "c.miura@michishirube.example", manager: false },
    Member { name: "朴 志勲", email: "j.park@michishirube.example", manager: false },
];

/// Everything about one customer. Ids of accounts count from 1 in order; whoever stores them may give others.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// The company; its `owner` is left empty, see [`Bundle::owner`].
    pub account: Account,
    /// Who looks after it: an index into [`Vendor::members`].
    pub owner: usize,
    /// Its people.
    pub people: Vec<Person>,
    /// Its contracts, oldest first.
    pub contracts: Vec<Contract>,
    /// Contacts with it, oldest first; each has its fact among `facts` too.
    pub touches: Vec<Touch>,
    /// What happened, oldest first.
    pub facts: Vec<Fact>,
    /// What the simulation had in mind: for tests, never loaded.
    pub story: Story,
    /// First day after the last contract, where it left.
    pub churned_on: Option<Day>,
}

impl Bundle {
    /// The same customer under another id.
    #[must_use]
    pub fn renumbered(mut self, id: AccountId) -> Self {
        self.account.id = id;
        self.people.iter_mut().for_each(|person| person.account = id);
        self.contracts.iter_mut().for_each(|contract| contract.account = id);
        self.facts.iter_mut().for_each(|fact| fact.account = id);
        self
    }
}

/// A contact, as a member would log it.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// The fact that it became.
    pub fact: FactId,
    /// Who had it: an index into [`Vendor::members`].
    pub member: usize,
    /// With whom.
    pub person: Option<PersonId>,
    /// How.
    pub kind: TouchKind,
    /// When it took place.
    pub at: Micros,
    /// When it was logged.
    pub logged_at: Micros,
    /// What was said, a sentence or two.
    pub summary: String,
}

/// How a contact took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchKind {
    /// Web会議
    Meeting,
    /// 電話
    Call,
    /// メール
    Mail,
    /// 訪問
    Visit,
    /// 説明会
    Session,
}

impl TouchKind {
    /// The value of `props.kind`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            TouchKind::Meeting => "meeting",
            TouchKind::Call => "call",
            TouchKind::Mail => "mail",
            TouchKind::Visit => "visit",
            TouchKind::Session => "session",
        }
    }
}

/// A vendor of `accounts` customers, observed for `months` months up to and including `end`.
#[must_use]
pub fn simulate(seed: u64, accounts: usize, end: Day, months: u32, zone: Zone) -> Vendor {
    Vendor { plan: Plan { seed, accounts, end, months, zone, intensity: 1.0 } }
}

/// Sets the dice of onboarding apart from those of the rest.
const ONBOARDING: u64 = 0x6f6e_626f_6172_6431;

impl Vendor {
    /// The same vendor whose customers use the product `intensity` times as much.
    #[must_use]
    pub fn with_intensity(mut self, intensity: f64) -> Self {
        self.plan.intensity = intensity;
        self
    }

    /// What is simulated.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Number of accounts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.plan.accounts
    }

    /// No accounts at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plan.accounts == 0
    }

    /// The team: a manager first, then the members who own accounts.
    #[must_use]
    pub fn members(&self) -> &'static [Member] {
        &MEMBERS
    }

    /// All accounts, one after another.
    pub fn iter(&self) -> impl Iterator<Item = Bundle> + '_ {
        (0..self.len()).map(|n| self.bundle(n))
    }

    /// Account number `n` (from 0) alone.
    #[must_use]
    pub fn bundle(&self, n: usize) -> Bundle {
        let plan = &self.plan;
        let mut dice = Dice::new(plan.seed, n as u64 + 1);
        let case = Case::draw(plan, n, MEMBERS.len(), &mut dice);
        let staff = people::people(&case, &mut dice);
        let contracts = contracts::contracts(&case, plan.end, &staff, &mut dice);
        let life = (case.from, case.last);
        let mut pen = Pen::new(plan.seed, &plan.zone, case.id, &case.key, life, plan.end);
        usage::write(&case, &staff, plan.intensity, &mut pen, &mut dice);
        voice::write(&case, &staff, &mut pen, &mut dice);
        let mut touches = contact::write(&case, &staff, &mut pen, &mut dice);
        touches.sort_by_key(|touch| (touch.at, touch.fact));
        onboarding::write(&case, &staff, &mut pen, &mut Dice::new(plan.seed ^ ONBOARDING, n as u64 + 1));
        Bundle {
            account: account(&case, contracts.last(), plan.end),
            owner: case.owner,
            people: staff.into_iter().map(|member| member.person).collect(),
            contracts,
            touches,
            facts: pen.finish(),
            story: case.story,
            churned_on: case.churn.as_ref().map(|churn| churn.day),
        }
    }
}

fn account(case: &Case, newest: Option<&Contract>, end: Day) -> Account {
    let mut attributes = BTreeMap::new();
    attributes.insert("従業員数".to_owned(), case.employees.to_string());
    attributes.insert("流入元".to_owned(), case.channel.to_owned());
    attributes.insert("ID数".to_owned(), case.seats.to_string());
    Account {
        id: AccountId(case.n as i64 + 1),
        key: case.key.clone(),
        name: case.company.name.clone(),
        kana: case.company.kana.clone(),
        domain: case.company.domain.clone(),
        corporate_number: case.company.corporate_number.clone(),
        industry: case.company.industry.to_owned(),
        country: case.company.country.to_owned(),
        plan: case.plan.to_owned(),
        phase: case.phase(newest, end).to_owned(),
        signed_up_on: Some(case.signed_up),
        owner: None,
        memo: case.memo().to_owned(),
        attributes,
    }
}
