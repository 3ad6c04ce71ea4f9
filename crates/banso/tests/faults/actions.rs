//! Servers that act and send, killed at any moment: what was decided is done, once, and receivers hear everything, under
//! one key, with the same words each time.

use crate::{assert_sound, program};
use banso_app::actions::{NewDestination, Outside};
use banso_app::{App, Principal};
use banso_delivery::{Dialer, Guard, Keys, SecretKey, SystemResolver, Trust};
use banso_domain::accounts::Account;
use banso_domain::key::Key;
use banso_domain::members::Role;
use banso_domain::turn::Effect;
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::program::{Program, Server};
use banso_faults::receiver::{Manner, Receiver, Told};
use banso_kernel::{Clock, Day, Entropy, Lang, MemberId, Micros};
use banso_state::{AccountKeys, Arm, Change, DeliveryFilter, DeliveryState, NewMember, PlayRun, RunState};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const ACCOUNTS: usize = 1_000;
const LEADER: &str = "takahashi@vendor.example";
const KEY: [u8; 32] = [7; 32];
/// What receivers do to be told twice: every so manyth time they say 500 to what they took.
const STUMBLES: usize = 199;
/// Days of a round of plays: on the first, accounts enter; on the second, those who rest go on.
const DAYS: i32 = 2;

/// Who is told by a play, its steps that tell, and the rest of it.
const PLAYS: [(&str, &[&str], &str); 2] = [
    (
        "crm",
        &["tell", "tell_again"],
        r#"
[[step]]
id = "tell"
do = "webhook"
destination = "crm"
[[step]]
id = "told"
do = "wait_until"
when = "sent.tell"
at_most_days = 300
[[step]]
id = "call"
do = "task"
title = { ja = "{account.name}に電話する", en = "Call {account.name}" }
due = 60
[[step]]
id = "rest"
do = "wait"
days = 1
[[step]]
id = "tell_again"
do = "webhook"
destination = "crm"
[[step]]
id = "told_again"
do = "wait_until"
when = "sent.tell_again"
at_most_days = 300
"#,
    ),
    (
        "erp",
        &["book"],
        r#"
[[step]]
id = "call"
do = "task"
title = { ja = "{account.name}に電話する", en = "Call {account.name}" }
due = 60
[[step]]
id = "book"
do = "webhook"
destination = "erp"
[[step]]
id = "booked"
do = "wait_until"
when = "sent.book"
at_most_days = 300
"#,
    ),
];

struct Real;

impl Clock for Real {
    fn now(&self) -> Micros {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

struct Luck(Mutex<Dice>);

impl Entropy for Luck {
    fn fill(&self, bytes: &mut [u8]) {
        let mut dice = self.0.lock().expect("nobody panicked");
        bytes.iter_mut().for_each(|byte| *byte = dice.bits() as u8);
    }
}

/// The data folder, seen from beside its servers.
struct Beside {
    app: App,
    runtime: tokio::runtime::Runtime,
    leader: Principal,
    today: Day,
    /// All accounts enter today.
    entering: bool,
}

impl Beside {
    /// A folder with accounts, two receivers and two plays that are on; shown as of `back` days ago.
    fn made(data: &Path, crm: &Receiver, erp: &Receiver, back: i32) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let luck = Luck(Mutex::new(Dice::new(u64::from(std::process::id()))));
        let app = runtime.block_on(App::open(data, Arc::new(Real), Arc::new(luck))).expect("opens");
        let (leader, today) = runtime.block_on(async {
            let today = app.today(&app.workspace().await.expect("a workspace")) - back;
            app.look_at(Some(today)).await.expect("a day of the past");
            (prepare(&app, today, &[("crm", crm), ("erp", erp)]).await, today)
        });
        Self { app, runtime, leader, today, entering: true }
    }

    /// Shows the next day as today.
    fn next_day(&mut self) {
        self.today = self.today + 1;
        self.entering = !self.entering;
        self.runtime.block_on(self.app.look_at(Some(self.today))).expect("a day");
    }

    fn runs(&self, play: &str) -> Vec<PlayRun> {
        self.runtime.block_on(self.app.state.runs_of_play(play, i64::MAX)).expect("reads")
    }

    /// How many runs of a play stand at each step, in each state.
    fn where_runs_are(&self, play: &str) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for run in self.runs(play) {
            *counts.entry(format!("{:?} at {}", run.state, run.step)).or_default() += 1;
        }
        counts
    }

    /// How often an account entered a play so far.
    fn entered(&self) -> usize {
        let counts = self.runtime.block_on(self.app.state.run_counts()).expect("reads");
        counts.iter().map(|one| one.runs as usize).sum()
    }

    /// Nobody has entered yet on the day, of those on which all do.
    fn runs_due(&self) -> bool {
        self.entering && self.runs(PLAYS[0].0).iter().all(|run| run.entered_on != self.today)
    }

    /// So many messages are in a state.
    fn messages(&self, state: DeliveryState) -> u64 {
        let counts = self.runtime.block_on(self.app.state.delivery_counts()).expect("reads");
        counts.iter().filter(|one| one.state == state).map(|one| one.deliveries).sum()
    }

    /// Switches on again what was switched off because nobody answered. True if it was.
    fn switch_on(&self, name: &str) -> bool {
        self.runtime.block_on(async {
            let all = self.app.destinations(&self.leader).await.expect("reads");
            let one = all.into_iter().find(|one| one.name == name).expect("there");
            self.app.switch_destination(&self.leader, one.id, true).await.expect("switched on");
            !one.on
        })
    }

    /// Waits until something holds.
    fn wait(&self, limit: Duration, server: &[Server], what: &str, holds: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self) {
            std::thread::sleep(Duration::from_millis(200));
            if begun.elapsed() > limit {
                let counts = self.runtime.block_on(self.app.state.delivery_counts());
                let at: Vec<_> = PLAYS.iter().map(|(play, ..)| (play, self.where_runs_are(play))).collect();
                let said: Vec<String> = server.iter().map(Server::said).collect();
                panic!("not within {limit:?}: {what}: {counts:#?}\n{at:#?}\n{said:?}");
            }
        }
    }
}

async fn prepare(app: &App, today: Day, receivers: &[(&str, &Receiver)]) -> Principal {
    let mut tx = app.state.begin().await.expect("a transaction");
    let (name, role) = ("髙橋 美咲", Role::Admin);
    let new = NewMember { mail: LEADER, mail_key: LEADER, name, role, lang: Lang::Ja, password: "x" };
    let member: MemberId = tx.add_member(&new, Real.now()).await.expect("a member");
    let accounts: Vec<_> = (1..=ACCOUNTS)
        .map(|n| {
            let name = format!("株式会社{n}");
            let account = Account { name, owner: Some(member), ..Account::bare(&format!("A-{n:05}")) };
            let keys = AccountKeys::of(&account);
            (account, keys)
        })
        .collect();
    let change = Change { at: Real.now(), by: None, cause: "test".to_owned() };
    let _ = tx.put_accounts(&accounts, &change).await.expect("accounts");
    tx.commit().await.expect("committed");
    let guard = Guard::allowing("127.0.0.0/8").expect("networks");
    let dialer = Dialer::new(guard, Arc::new(SystemResolver), Trust::system().expect("TLS"));
    let keys = Some(Keys::new(SecretKey::new(&KEY), Vec::new()));
    app.open_to(Outside { dialer, keys, slack_api: String::new() }).await.expect("open");
    let leader = Principal { member, role, lang: Lang::Ja, name: name.to_owned(), past: None };
    for (name, receiver) in receivers {
        let new = NewDestination {
            kind: "webhook".to_owned(),
            name: (*name).to_owned(),
            config: BTreeMap::from([("url".to_owned(), format!("http://{}/in", receiver.address))]),
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned(),
            is_default: false,
        };
        let _ = app.put_destination(&leader, None, new).await.expect("a destination");
    }
    for (play, _, steps) in PLAYS {
        let text = format!(
            "play = \"{play}\"\nname = {{ ja = \"{play}\", en = \"{play}\" }}\n\
             hypothesis = {{ ja = \"効く\", en = \"It helps\" }}\nowner = \"{LEADER}\"\nhold_out = 0.1\n\
             review_on = {}\nstop_on = {}\n[trigger]\nschedule = \"daily\"\n[again]\nafter_days = {DAYS}\n{steps}",
            today + 200,
            today + 300
        );
        let (id, _) = app.publish_as(None, &text, "test").await.expect("a play");
        app.start_play(&leader, &id).await.expect("switched on");
    }
    leader
}

/// What the kills fell into.
#[derive(Debug, Default)]
struct Kills {
    all: u64,
    /// Messages were under way.
    sending: u64,
    /// Some accounts had entered that day's plays, and others not.
    entering: u64,
}

/// Kills one of the servers at random moments and starts it again. On a day on which accounts enter plays, the first
/// kills come when they do.
fn kill(world: &Beside, program: &Program, servers: &mut [Server], kills: u64, dice: &mut Dice, seen: &mut Kills) {
    let entries = PLAYS.len() * ACCOUNTS;
    for _ in 0..kills {
        let before = world.entered() % entries;
        if before > 0 || world.runs_due() {
            let begun = Instant::now();
            while world.entered() % entries == before && begun.elapsed() < Duration::from_secs(10) {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(dice.moment(Duration::ZERO, Duration::from_millis(20)));
        } else {
            std::thread::sleep(dice.moment(Duration::ZERO, Duration::from_millis(1_000)));
        }
        let one = dice.between(0, servers.len() as u64 - 1) as usize;
        servers[one].kill();
        seen.all += 1;
        seen.sending += u64::from(world.messages(DeliveryState::Sending) > 0);
        seen.entering += u64::from(!world.entered().is_multiple_of(entries));
        servers[one] = program.serve();
    }
}

/// Rounds of plays while one of so many servers is killed again and again; at the end all of it is right.
fn plays_while_killed(data: &Path, program: &Program, servers: usize, kills: u64) {
    let rounds = (kills / 30).clamp(1, 10);
    let each = kills.div_ceil(rounds * 3);
    let well = Manner::Well(Duration::from_millis(5), STUMBLES);
    let (crm, erp) = (Receiver::start(well), Receiver::start(Manner::Silent));
    let mut world = Beside::made(data, &crm, &erp, rounds as i32 * DAYS);
    let setting = BASE64_STANDARD.encode(KEY);
    let program = &program.clone().with("BANSO_ALLOW_PRIVATE", "127.0.0.0/8").with("BANSO_SECRET_KEY", setting);
    let mut dice = Dice::thrown("kills while plays run");
    let (begun, mut seen, mut off) = (Instant::now(), Kills::default(), 0);
    let mut servers: Vec<Server> = (0..servers).map(|_| program.serve()).collect();
    for round in 1..=rounds as usize {
        if round > 1 {
            world.next_day();
        }
        // One receiver is silent; the other hears everything all the same.
        erp.behave(Manner::Silent);
        kill(&world, program, &mut servers, each, &mut dice, &mut seen);
        let limit = Duration::from_secs(150);
        world.wait(limit, &servers, "who does not answer starves nobody", |world| {
            let runs = world.runs("crm");
            runs.len() == ACCOUNTS * round && runs.iter().all(|run| run.state == RunState::Done || run.step == "rest")
        });
        // Now it refuses everything, until it is switched off; the others go on to their next day.
        erp.behave(Manner::Broken);
        world.next_day();
        kill(&world, program, &mut servers, each, &mut dice, &mut seen);
        world.wait(limit, &servers, "who is switched off starves nobody", |world| {
            world.runs("crm").iter().all(|run| run.state == RunState::Done)
        });
        erp.behave(well);
        off += u64::from(world.switch_on("erp"));
        kill(&world, program, &mut servers, each, &mut dice, &mut seen);
        world.wait(Duration::from_secs(300), &servers, "nothing stands still", |world| {
            use DeliveryState::{Sending, Waiting};
            world.messages(Waiting) + world.messages(Sending) == 0
                && world.runs("erp").iter().all(|run| run.state == RunState::Done)
        });
    }
    println!("{seen:?} in {:.0} s, {off} times switched off", begun.elapsed().as_secs_f64());
    drop(servers);
    for (play, receiver) in [("crm", &crm), ("erp", &erp)] {
        assert_all_once(&world, play, &receiver.told(), rounds as usize);
    }
    assert!(seen.sending * 3 >= seen.all && seen.entering > 0, "kills fell into the work: {seen:?}");
    drop(world);
    assert_sound(program);
}

/// Every account was in the play once a round; whoever was treated has one task a round, and every message of theirs came
/// under its own key, with the same words each time; nobody else has or heard anything.
fn assert_all_once(world: &Beside, play: &str, told: &[Told], rounds: usize) {
    let runs = world.runs(play);
    let mut entries: BTreeMap<_, Vec<Day>> = BTreeMap::new();
    runs.iter().for_each(|run| entries.entry(run.account).or_default().push(run.entered_on));
    let odd: Vec<_> = entries.values().filter(|days| days.iter().collect::<BTreeSet<_>>().len() != rounds).collect();
    assert!(entries.len() == ACCOUNTS && odd.is_empty() && runs.len() == ACCOUNTS * rounds, "{play}: {odd:?}");
    let treated: BTreeSet<_> = runs.iter().filter(|run| run.arm == Arm::Treated).map(|run| run.key).collect();
    assert!((ACCOUNTS * rounds * 8 / 10..ACCOUNTS * rounds).contains(&treated.len()), "{play}: {}", treated.len());

    let tasks = world.runtime.block_on(world.app.state.tasks_of_play(play, i64::MAX)).expect("reads");
    let of: BTreeSet<_> = tasks.iter().filter_map(|task| task.run).collect();
    assert_eq!((tasks.len(), of.len()), (treated.len(), treated.len()), "{play}: a task of each that is treated");
    assert!(of == treated, "{play}: of nobody else");

    let steps = PLAYS.iter().find(|(id, ..)| *id == play).expect("a play").1;
    let due = treated.iter().flat_map(|run| steps.iter().map(|step| Effect::key(Key(*run), step, "").to_string()));
    let due: BTreeSet<String> = due.collect();
    let mut heard: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for one in told {
        *heard.entry(one.header("webhook-id")).or_default().entry(&one.body).or_default() += 1;
    }
    let taken = |one: &&Told| matches!(one.manner, Manner::Well(..));
    let accepted: BTreeSet<&str> = told.iter().filter(taken).map(|one| one.header("webhook-id")).collect();
    let missing: Vec<_> = due.iter().filter(|key| !accepted.contains(key.as_str())).collect();
    let strange: Vec<_> = heard.keys().filter(|key| !due.contains(**key)).collect();
    let changed: Vec<_> = heard.iter().filter(|(_, bodies)| bodies.len() != 1).collect();
    let again = heard.values().filter(|bodies| bodies.values().sum::<usize>() > 1).count();
    println!("{play}: {} messages, {} times told, {again} more than once", due.len(), told.len());
    assert!(missing.is_empty(), "{play}: {} of {} never came: {missing:?}", missing.len(), due.len());
    assert!(strange.is_empty(), "{play}: {} keys of nothing decided: {strange:?}", strange.len());
    assert!(changed.is_empty(), "{play}: other words under the same key: {changed:#?}");

    let filter = DeliveryFilter { play: Some(play.to_owned()), ..DeliveryFilter::default() };
    let rows = world.runtime.block_on(world.app.state.deliveries(&filter, i64::MAX, i64::MAX)).expect("reads");
    let kept: BTreeSet<String> = rows.iter().map(|row| Key(row.key).to_string()).collect();
    let left: Vec<_> = rows.iter().filter(|row| row.state != DeliveryState::Sent).collect();
    assert!(left.is_empty() && kept == due, "{play}: {} of {} rows; {left:#?}", kept.len(), due.len());
}

#[test]
fn after_any_kill_every_play_goes_on_and_every_message_comes_under_one_key() {
    let folder = tempfile::tempdir().expect("a folder");
    plays_while_killed(folder.path(), &program(folder.path()), 1, count("BANSO_FAULT_KILLS", 20));
}

#[test]
fn of_two_servers_one_goes_on_with_what_the_killed_one_was_doing() {
    let folder = tempfile::tempdir().expect("a folder");
    plays_while_killed(folder.path(), &program(folder.path()), 2, count("BANSO_FAULT_KILLS", 20).div_ceil(2));
}
