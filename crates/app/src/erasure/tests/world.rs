//! Two workspaces that differ by one person: filled through the front door, in files, with everything that could keep
//! something of somebody.

use super::who::{
    ACCOUNTS, FACTS, FACTS_HEAD, OTHERS, PEOPLE, PEOPLE_HEAD, TODAY, TOUCHES, TOUCHES_HEAD, Who, facts, touches,
};
use crate::import::{Finished, Job, Mapping};
use crate::{App, Place, Principal};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Clock, Day, Lang, MemberId, Micros, PersonId, Zone};
use banso_lake::{ModelVersion, Which};
use banso_state::{Event, SavedView};
use banso_testbed::Drawn;
use banso_testbed::scan::{Mark, found};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

/// Noon of the last day, and a second later each time.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Micros {
        Micros(self.0.fetch_add(1_000, Ordering::Relaxed))
    }
}

pub struct House {
    pub app: Arc<App>,
    folder: TempDir,
    server: Option<String>,
}

async fn open(dir: &Path, server: Option<&str>, seed: u64) -> Arc<App> {
    let noon = Zone::tokyo().start_of(Day(TODAY)).0 + 12 * 3_600_000_000;
    let entropy = Arc::new(Drawn::new(seed));
    let place = Place::new(dir, server).expect("an address");
    Arc::new(App::open(place, Arc::new(Ticking(AtomicI64::new(noon))), entropy).await.expect("opens"))
}

impl House {
    /// A workspace with the person, or the same without.
    pub async fn full(who: &Who, with: bool) -> Self {
        let house = Self::most(who, with, with, None).await;
        if with {
            house.leftovers(who).await;
        }
        house
    }

    /// The same without what only mentions the person; with its state in this database of a server, if there is one.
    pub async fn on_server(who: &Who, with: bool, server: String) -> Self {
        Self::most(who, with, false, Some(server)).await
    }

    async fn most(who: &Who, with: bool, mentioned: bool, server: Option<String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let app = open(&folder.path().join("data"), server.as_deref(), 1).await;
        let house = Self { app, folder, server };
        house.accounts(who, mentioned).await;
        house.people(who, with).await;
        for part in 0..3 {
            // Two batches in the lake, one in the inbox.
            house.text("facts.csv", &facts(who, with, part), FACTS).await;
            if part == 0 {
                house.text("touches.csv", &touches(who, with), TOUCHES).await;
            }
            if part < 2 {
                house.app.seal(&|_| {}).await.expect("seals");
            }
        }
        house.app.rebuild(&|_| {}).await.expect("computed");
        house
    }

    /// Started again on the same folder.
    pub async fn again(self) -> Self {
        let server = self.server.clone();
        self.again_on(server, |_| ()).await
    }

    /// The same with another database, and after the folder was changed.
    pub async fn again_on(self, server: Option<String>, change: impl FnOnce(&Path)) -> Self {
        let Self { app, folder, .. } = self;
        app.state.close().await;
        drop(app);
        change(&folder.path().join("data"));
        Self { app: open(&folder.path().join("data"), server.as_deref(), 2).await, folder, server }
    }

    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    async fn import(&self, name: &str, text: &str, mapping: &str) -> (crate::import::Import, Job) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        let mapping = Mapping::parse(mapping).expect("a mapping");
        let plan = self.app.plan_import(&path, name, None, Some(mapping)).await.expect("a plan");
        assert!(plan.questions.is_empty(), "{:?}", plan.questions);
        let job = Job::new(path, name, &plan);
        (self.app.start_import(None, &job).await.expect("starts"), job)
    }

    async fn text(&self, name: &str, text: &str, mapping: &str) -> Finished {
        let (import, job) = self.import(name, text, mapping).await;
        self.app.run_import(import, job, &|_| {}).await.expect("imported")
    }

    async fn accounts(&self, who: &Who, with: bool) {
        let contact = |n| if with && n == 1 { who.mail.as_str() } else { "office@example.jp" };
        let rows: String = (1..=ACCOUNTS).map(|n| format!("A-{n},会社{n},2025-12-01,{}\n", contact(n))).collect();
        let mapping = "kind = 'accounts'\n[columns]\nkey = 'id'\nname = 'name'\nsigned_up_on = 'since'\n";
        self.text("accounts.csv", &format!("id,name,since,contact\n{rows}"), mapping).await;
        let decider = if with { format!("{}{}", who.family, who.given) } else { String::new() };
        let mapping = "kind = 'contracts'\n[columns]\nkey = 'id'\naccount = 'account'\namount = 'amount'\n\
            currency = '=JPY'\nstarts_on = 'start'\ndecider = 'decider'\n";
        let rows = format!("id,account,amount,start,decider\nC-1,A-1,50000,2025-12-01,{decider}\n");
        self.text("contracts.csv", &rows, mapping).await;
    }

    async fn people(&self, who: &Who, with: bool) {
        let mut rows = PEOPLE_HEAD.to_owned();
        for n in 0..ACCOUNTS * OTHERS {
            let (account, mail) = (1 + n % ACCOUNTS, format!("p{n}@example.jp"));
            rows += &format!("A-{account},P-{n},{mail},人{n},,,,,担当,総務,no\n");
        }
        if with {
            rows += &who.people_row(&who.old_mail, "");
        }
        self.text("people.csv", &rows, PEOPLE).await;
        if with {
            // The address and the title change; a cell that cannot be read holds the name.
            let again = who.people_row(&who.mail, &who.title);
            let broken = format!("A-1,P-0,p0@example.jp,人0,,,,,担当,総務,{}\n", who.mail);
            let done = self.text("people2.csv", &format!("{PEOPLE_HEAD}{again}{broken}"), PEOPLE).await;
            assert_eq!(done.import.rows_rejected, 1);
        }
    }

    /// What else could keep something: a view, an event, uploads, files that crashes left in the lake.
    async fn leftovers(&self, who: &Who) {
        let now = self.app.clock.now();
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &format!("{} {}", who.family, who.given));
        let view = SavedView {
            id: 0,
            page: "accounts".to_owned(),
            name: "mine".to_owned(),
            query: query.finish(),
            owner: MemberId(1),
            shared: false,
        };
        let event = Event {
            seq: 0,
            occurred_at: now,
            member: Some(MemberId(1)),
            verb: "export".to_owned(),
            object: "accounts".to_owned(),
            object_id: String::new(),
            detail: serde_json::json!({ "query": format!("q={}", who.mail) }).to_string(),
        };
        let mut tx = self.app.state.begin().await.expect("begins");
        tx.put_view(&view, now).await.expect("kept");
        tx.log(&event).await.expect("kept");
        tx.commit().await.expect("commits");
        let uploads = self.dir().join("uploads");
        std::fs::create_dir_all(&uploads).expect("a folder");
        let file = std::fs::File::create(uploads.join("0".repeat(32))).expect("a file");
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
        packed.write_all(who.people_row(&who.mail, &who.title).as_bytes()).expect("written");
        packed.finish().expect("packed");
        let wide: Vec<u8> = who.mail.encode_utf16().flat_map(u16::to_le_bytes).collect();
        std::fs::write(uploads.join("1".repeat(32)), wide).expect("written");
        // A batch that was written and never committed, and one that was being written.
        let facts = self.dir().join("lake/facts");
        let batch = |name: &str| name.starts_with("batch-");
        let sealed = std::fs::read_dir(&facts).expect("a folder").flatten();
        let sealed =
            sealed.map(|e| e.file_name().to_string_lossy().into_owned()).find(|name| batch(name)).expect("one");
        std::fs::copy(facts.join(&sealed), facts.join("batch-000000000099-0.parquet")).expect("copied");
        std::fs::copy(facts.join(&sealed), facts.join("batch-000000000099-1.parquet#12345")).expect("copied");
    }

    /// The test looks in the right places: every kind of file holds the person before.
    pub fn planted(&self, marks: &[Mark]) {
        let found = found(&self.dir(), marks, unpack);
        for place in ["state.db", "state.db-wal", "lake/facts/batch", "parquet#", "imports/", "uploads/0", "uploads/1"]
        {
            assert!(found.iter().any(|hit| hit.contains(place)), "nothing in {place}: {found:?}");
        }
        for what in ["key", "mail", "old mail", "family", "phone", "title", "department", "opaque key"] {
            assert!(found.iter().any(|hit| hit.starts_with(&format!("{what} in"))), "no {what}: {found:?}");
        }
    }

    pub async fn person(&self, who: &Who) -> PersonId {
        let account = self.account().await;
        let found = self.app.state.resolve_people(&[(account, who.key.clone())]).await.expect("reads");
        *found.values().next().expect("is there")
    }

    /// Somebody else at that account.
    pub async fn somebody(&self, key: &str) -> PersonId {
        let account = self.account().await;
        let found = self.app.state.resolve_people(&[(account, key.to_owned())]).await.expect("reads");
        *found.values().next().expect("is there")
    }

    async fn account(&self) -> AccountId {
        let mut tx = self.app.state.begin().await.expect("begins");
        let found = tx.resolve_accounts(&["A-1".to_owned()]).await.expect("reads");
        found["A-1"]
    }

    /// Rows of theirs once more, in files as they came before.
    pub async fn import_again(&self, who: &Who) -> [Finished; 3] {
        let people = format!("{PEOPLE_HEAD}{}", who.people_row(&who.old_mail, &who.title));
        let all: Vec<String> = (0..3).map(|part| facts(who, true, part)).collect();
        let rows = all.iter().flat_map(|text| text.lines().skip(1)).filter(|row| row.contains(&who.key));
        let facts = FACTS_HEAD.to_owned() + &rows.map(|row| format!("{row}\n")).collect::<String>();
        let rows = touches(who, true);
        let rows = rows.lines().skip(1).filter(|row| row.contains(&who.mail)).map(|row| format!("{row}\n"));
        let touches = TOUCHES_HEAD.to_owned() + &rows.collect::<String>();
        let people = self.text("late people.csv", &people, PEOPLE).await;
        let facts = self.text("late facts.csv", &facts, FACTS).await;
        [people, facts, self.text("late touches.csv", &touches, TOUCHES).await]
    }

    /// A file whose rows name only the person.
    pub async fn by_person_only(&self, mail: &str) -> Finished {
        let mapping = "kind = 'facts'\n[columns]\naccount = 'who'\nperson = 'who'\n[rules]\naccount_by = 'person'\n\
            [[fact]]\nname = '=login'\noccurred_at = 'at'\n";
        self.text("by person.csv", &format!("who,at\n{mail},2026-02-01\n"), mapping).await
    }

    /// A long import that names the person in its first chunk and in its last; `meanwhile` comes in between.
    pub async fn import_around(&self, who: &Who, meanwhile: impl AsyncFnOnce(&Self)) {
        let mut rows = FACTS_HEAD.to_owned();
        for n in 0..25_000 {
            let person = if n % 500 == 0 { who.mail.as_str() } else { "P-0" };
            rows += &format!("long-{n},A-1,{person},login,2026-01-01 10:00:00,\n");
        }
        let (import, job) = self.import("long.csv", &rows, FACTS).await;
        let (told, mut hear) = tokio::sync::mpsc::unbounded_channel();
        let (go, gone) = std::sync::mpsc::channel::<()>();
        let gone = std::sync::Mutex::new(Some(gone));
        let progress = |_: crate::import::Progress| {
            let first = gone.lock().expect("one thread").take();
            if let Some(gone) = first {
                told.send(()).expect("heard");
                tokio::task::block_in_place(|| gone.recv().expect("goes on"));
            }
        };
        let running = self.app.run_import(import, job, &progress);
        let between = async {
            hear.recv().await.expect("the first chunk is in");
            meanwhile(self).await;
            go.send(()).expect("waits");
        };
        // On threads of their own: the import stands still while the other works.
        let (done, ()) = std::thread::scope(|scope| {
            let runtime = tokio::runtime::Handle::current();
            let other = runtime.clone();
            let importing = scope.spawn(move || runtime.block_on(running).expect("imported"));
            tokio::task::block_in_place(|| other.block_on(between));
            (importing.join().expect("ends"), ())
        });
        assert_eq!(done.report.reasons.get("problem-person-erased"), Some(&30), "{:?}", done.report);
    }

    pub async fn empty_log(&self) {
        assert!(self.app.state.truncate_log().await.expect("empties"));
    }

    /// Nobody can look at the lake as it was before.
    pub fn one_version(&self) {
        for table in ["facts", "metric_history", "health_history"] {
            let log = std::fs::read_dir(self.dir().join("lake").join(table).join("_delta_log")).expect("a folder");
            let names = log.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
            let entries: Vec<String> = names.filter(|name| name.ends_with(".json")).collect();
            assert_eq!(entries.len(), 1, "{table}: {entries:?}");
        }
    }

    pub async fn sound(&self) {
        let place = Place::new(&self.dir(), self.server.as_deref()).expect("an address");
        let found = crate::doctor::doctor(place, self.app.clock.now()).await;
        let bad: Vec<_> = found.iter().filter(|finding| finding.severity == crate::doctor::Severity::Bad).collect();
        assert!(bad.is_empty(), "{bad:?}");
    }

    /// All facts, without what names a person or a batch.
    pub async fn facts(&self) -> Vec<(i64, String, i64)> {
        let mut facts = Vec::new();
        for account in (1..=ACCOUNTS).map(AccountId) {
            let of = self.app.facts_of(account, &Which::default()).await.expect("reads");
            facts.extend(of.into_iter().map(|fact| (fact.account.0, fact.name, fact.occurred_at.0)));
        }
        facts.sort();
        facts
    }

    /// Everything that is derived, as text that differs if any bit does.
    pub async fn dump(&self) -> String {
        let definitions = self.app.definitions().await.expect("definitions");
        let ids: Vec<String> = definitions.metrics.metrics.iter().map(|metric| metric.id.clone()).collect();
        let mut text = String::new();
        for account in (1..=ACCOUNTS).map(AccountId) {
            let metrics = self.app.lake.metrics_of(account, &ids).await.expect("metrics");
            let bits: Vec<Vec<u64>> = metrics.columns.iter().map(|c| c.iter().map(|v| v.to_bits()).collect()).collect();
            text += &format!("{account} {:?} {bits:?}\n", metrics.days);
        }
        for current in &definitions.models {
            let (model, version) = (&current.model.id, current.version);
            let of = ModelVersion { model: model.clone(), version };
            for account in (1..=ACCOUNTS).map(AccountId) {
                text += &format!("{:?}\n", self.app.lake.health_of(&of, account).await.expect("health"));
            }
            text += &format!("{:?}\n", self.app.state.health_all(model, version).await.expect("health"));
            let moves = self.app.state.transitions(model, version, Day(0), Day(i32::MAX)).await;
            text += &format!("{:?}\n", moves.expect("moves"));
        }
        text + &format!("{:?}\n", self.app.state.metrics_all().await.expect("metrics now"))
    }
}

pub fn member(role: Role) -> Principal {
    Principal { member: MemberId(1), role, lang: Lang::Ja, name: "管理者".to_owned(), past: None }
}

pub fn touch(person: PersonId) -> crate::accounts::NewTouch {
    crate::accounts::NewTouch {
        kind: "call".to_owned(),
        summary: "相談".to_owned(),
        people: vec![person],
        ..crate::accounts::NewTouch::default()
    }
}

/// Everything that can be read in a data file.
pub fn unpack(path: &Path) -> Vec<u8> {
    banso_lake::check::unpacked(path).expect("unpacks")
}
