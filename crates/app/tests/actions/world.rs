//! A data folder with a clock that is moved by hand, members, and accounts.

use banso_app::App;
use banso_app::actions::Outside;
use banso_delivery::{Dialer, Guard, Keys, SecretKey, SystemResolver, Trust};
use banso_domain::accounts::Account;
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::facts::Fact;
use banso_domain::members::Role;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Clock, Currency, Day, FactId, Lang, MemberId, Micros, Money, PersonId, Zone};
use banso_state::{AccountKeys, Change, Destination, DestinationKind, NewMember, Sealed};
use banso_testbed::{Counter, Drawn};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A Monday.
pub const START: Day = Day(20_605);
pub const HOUR: i64 = 3_600_000_000;
pub const OWNER: &str = "sato@vendor.example";
pub const LEADER: &str = "takahashi@vendor.example";

pub struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}

pub struct World {
    pub app: App,
    pub clock: Arc<Hand>,
    pub owner: MemberId,
    pub leader: MemberId,
    dir: Option<tempfile::TempDir>,
}

impl World {
    /// A new folder on [`START`], with a CSM and a manager.
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(Hand(AtomicI64::new(Zone::tokyo().start_of(START).0 + 9 * HOUR)));
        let app = App::open(dir.path(), clock.clone(), Arc::new(Counter::default())).await.expect("an app");
        let mut tx = app.state.begin().await.expect("a transaction");
        let add = |mail, name, role| NewMember { mail, mail_key: mail, name, role, lang: Lang::Ja, password: "x" };
        let owner = tx.add_member(&add(OWNER, "佐藤 葵", Role::Csm), clock.now()).await.expect("a member");
        let leader = tx.add_member(&add(LEADER, "髙橋 美咲", Role::Manager), clock.now()).await.expect("a member");
        tx.commit().await.expect("committed");
        Self { app, clock, owner, leader, dir: Some(dir) }
    }

    pub fn path(&self) -> &Path {
        self.dir.as_ref().expect("a folder").path()
    }

    /// The manager, as use cases know them.
    pub fn manager(&self) -> banso_app::Principal {
        banso_app::Principal {
            member: self.leader,
            role: Role::Manager,
            lang: Lang::Ja,
            name: "髙橋 美咲".to_owned(),
            past: None,
        }
    }

    pub fn csm(&self) -> banso_app::Principal {
        banso_app::Principal {
            member: self.owner,
            role: Role::Csm,
            lang: Lang::Ja,
            name: "佐藤 葵".to_owned(),
            past: None,
        }
    }

    /// Moves the clock to an hour of a day.
    pub fn at(&self, day: Day, hour: i64) {
        self.clock.0.store(Zone::tokyo().start_of(day).0 + hour * HOUR, Ordering::SeqCst);
    }

    /// Moves the clock to a moment.
    pub fn to(&self, moment: Micros) {
        self.clock.0.store(moment.0, Ordering::SeqCst);
    }

    pub async fn accounts(&self, n: usize) -> Vec<AccountId> {
        let accounts: Vec<_> = (1..=n)
            .map(|n| {
                let account = Account {
                    name: format!("株式会社{n}"),
                    signed_up_on: Some(START),
                    owner: Some(self.owner),
                    ..Account::bare(&format!("A-{n:05}"))
                };
                let keys = AccountKeys::of(&account);
                (account, keys)
            })
            .collect();
        let change = Change { at: self.clock.now(), by: None, cause: "test".to_owned() };
        let mut tx = self.app.state.begin().await.expect("a transaction");
        let (_, ids) = tx.put_accounts(&accounts, &change).await.expect("accounts");
        let contracts: Vec<Contract> = ids.iter().map(|id| contract(*id)).collect();
        tx.put_contracts(&contracts, &change).await.expect("contracts");
        tx.commit().await.expect("committed");
        ids
    }

    pub async fn champion(&self, account: AccountId) -> PersonId {
        let id = PersonId(account.0 * 1_000 + 7);
        let person = Person {
            family: "山田".to_owned(),
            given: "太郎".to_owned(),
            email: format!("yamada{account}@customer.example"),
            champion: true,
            issued_on: Some(START),
            ..Person::bare(id, account, "yamada")
        };
        let key = person.search_text();
        let change = Change { at: self.clock.now(), by: None, cause: "test".to_owned() };
        let mut tx = self.app.state.begin().await.expect("a transaction");
        tx.put_people(&[(person, key)], &change).await.expect("people");
        tx.commit().await.expect("committed");
        id
    }

    /// Something happened now, `times` times.
    pub async fn happened(&self, account: AccountId, name: &str, props: &str, times: u64) {
        let now = self.clock.now();
        let fact = |n: u64| Fact {
            id: FactId::of(&[name.as_bytes(), &account.0.to_le_bytes(), &now.0.to_le_bytes(), &n.to_le_bytes()]),
            account,
            person: None,
            name: name.to_owned(),
            occurred_at: Micros(now.0 - n.cast_signed()),
            known_at: now,
            value: None,
            props: props.to_owned(),
            source: "test".to_owned(),
        };
        let facts: Vec<Fact> = (0..times).map(fact).collect();
        self.facts(&facts).await;
    }

    pub async fn facts(&self, facts: &[Fact]) {
        let mut tx = self.app.state.begin().await.expect("a transaction");
        tx.accept_facts(facts).await.expect("facts");
        tx.commit().await.expect("committed");
    }

    /// What the server does all the time.
    pub async fn live(&self) {
        self.app.catch_up().await.expect("caught up");
        self.app.act_on_news().await.expect("acted");
    }

    /// Publishes a play that lacks nothing, and switches it on.
    pub async fn play(&self, text: &str, hold_out: f64) {
        let head = format!(
            "owner = \"{OWNER}\"\nreview_on = {}\nstop_on = {}\nhold_out = {hold_out}\n\n[trigger]",
            START + 100,
            START + 300
        );
        let text = text.replacen("[trigger]", &head, 1);
        let (id, _) = self.app.publish_as(None, &text, "test").await.expect("a play");
        self.app.start_play(&self.manager(), &id).await.expect("switched on");
    }

    /// A place in Slack; nothing is sent there until the app is opened to the outside.
    pub async fn slack(&self) -> i64 {
        self.destination(DestinationKind::SlackHook, "cs", "{}", None).await
    }

    pub async fn destination(&self, kind: DestinationKind, name: &str, config: &str, secret: Option<Sealed>) -> i64 {
        let new = Destination {
            id: 0,
            kind,
            name: name.to_owned(),
            config: config.to_owned(),
            secret,
            on: true,
            why_off: String::new(),
            failures: 0,
            is_default: true,
            changed_at: self.clock.now(),
            changed_by: None,
        };
        let mut tx = self.app.state.begin().await.expect("a transaction");
        let id = tx.add_destination(&new).await.expect("a destination");
        tx.make_default_destination(id).await.expect("the default");
        tx.commit().await.expect("committed");
        id
    }

    /// Another server on the same folder, open to receivers too.
    pub async fn another(&self) -> App {
        let entropy = Arc::new(Drawn::new(2));
        let app = App::open(self.path(), self.clock.clone(), entropy).await.expect("another server");
        app.open_to(outside(secret_key())).await.expect("open");
        app
    }

    /// Opens the app to receivers on this machine.
    pub async fn open(&self) -> Keys {
        let keys = secret_key();
        self.app.open_to(outside(keys.clone())).await.expect("open");
        keys
    }
}

fn secret_key() -> Keys {
    Keys::new(SecretKey::new(&[7; 32]), Vec::new())
}

/// Receivers on this machine may be told.
fn outside(keys: Keys) -> Outside {
    let guard = Guard::allowing("127.0.0.0/8").expect("networks");
    let dialer = Dialer::new(guard, Arc::new(SystemResolver), Trust::system().expect("TLS"));
    Outside { dialer, keys: Some(keys), slack_api: "http://127.0.0.1:9/".to_owned() }
}

/// A year's contract.
pub fn contract(account: AccountId) -> Contract {
    Contract {
        key: format!("C-{account}"),
        account,
        product: "pro".to_owned(),
        monthly: Money { minor: 50_000, currency: Currency::JPY },
        starts_on: START - 1,
        ends_on: Some(START + 364),
        auto_renew: true,
        decline_by: None,
        ringi: Ringi::None,
        decider: String::new(),
    }
}
