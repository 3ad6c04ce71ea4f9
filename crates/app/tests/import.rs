//! Files into the stores, as the command line and the browser do it.

use banso_app::import::{Finished, Job, Kind, Mapping, Order, rejects_csv, rejects_sheet};
use banso_app::{App, Refused};
use banso_kernel::{Clock, Day, Entropy, Lang, Micros};
use banso_words::words;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tempfile::TempDir;

/// Goes on by a second each time it is asked.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Micros {
        Micros(self.0.fetch_add(1_000_000, Ordering::Relaxed))
    }
}

/// The same numbers in each test.
struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let n = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            chunk.copy_from_slice(&n.to_le_bytes()[..chunk.len()]);
        }
    }
}

struct House {
    app: App,
    dir: TempDir,
}

impl House {
    async fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(Ticking(AtomicI64::new(1_795_323_900_000_000)));
        let app =
            App::open(&dir.path().join("data"), clock, Arc::new(Counting(AtomicU64::new(1)))).await.expect("open");
        Self { app, dir }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    async fn import(&self, path: &Path, mapping: Option<Mapping>) -> Result<Finished, Refused> {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let plan = self.app.plan_import(path, &name, None, mapping).await?;
        assert!(plan.questions.is_empty(), "{:?}", plan.questions);
        let job = Job::new(path.to_owned(), &name, &plan);
        let import = self.app.start_import(None, &job).await?;
        self.app.run_import(import, job, &|_| {}).await
    }

    async fn text(&self, name: &str, text: &str, mapping: &str) -> Finished {
        let mapping = Mapping::parse(mapping).expect("a mapping");
        self.import(&self.file(name, text), Some(mapping)).await.expect("imported")
    }

    async fn facts(&self) -> u64 {
        self.app.state.facts_count().await.expect("counted")
    }
}

/// (read, new, updated, unchanged, conflicting, rejected)
fn counts(done: &Finished) -> (u64, u64, u64, u64, u64, u64) {
    let (import, counts) = (&done.import, done.import.counts);
    let conflicting = done.report.rows_conflicting;
    (import.rows_read, counts.new, counts.updated, counts.unchanged, conflicting, import.rows_rejected)
}

fn example(name: &str) -> Mapping {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    Mapping::parse(&std::fs::read_to_string(path).expect("the example is there")).expect("the example is right")
}

fn datasets() -> Option<PathBuf> {
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/datasets");
    let folder = std::env::var_os("BANSO_DATASETS").map_or(near, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no data sets at {}", folder.display());
    None
}

#[tokio::test]
async fn the_ravenstack_files_give_the_published_figures_and_twice_changes_nothing() {
    let Some(folder) = datasets() else { return };
    let house = House::new().await;
    let files = ["accounts", "subscriptions", "feature_usage", "support_tickets", "churn_events"];
    let wanted = [
        ((500, 500, 0, 0, 0, 0), (500, 0, 0, 500, 0, 0)),
        ((5_000, 5_000, 0, 0, 0, 0), (5_000, 0, 0, 5_000, 0, 0)),
        ((25_000, 24_979, 0, 0, 21, 0), (25_000, 0, 0, 24_979, 21, 0)),
        ((2_000, 2_000, 0, 0, 0, 0), (2_000, 0, 0, 2_000, 0, 0)),
        ((600, 600, 0, 0, 0, 0), (600, 0, 0, 600, 0, 0)),
    ];
    let mut facts = 0;
    for again in [false, true] {
        for (file, (first, second)) in files.iter().zip(wanted) {
            let path = folder.join(format!("ravenstack/ravenstack_{file}.csv"));
            let done = house.import(&path, Some(example(&format!("ravenstack/{file}.toml")))).await.expect("imported");
            assert_eq!(counts(&done), if again { second } else { first }, "{file}");
            if *file == "feature_usage" && !again {
                assert_eq!((done.report.facts_new, done.report.facts_conflicting), (74_937, 63));
            }
            if *file == "subscriptions" && !again {
                assert_eq!(done.report.currency.as_deref(), Some("USD"), "the first contracts say the currency");
            }
        }
        let now = house.facts().await;
        assert!(!again || now == facts, "{now} facts, {facts} before");
        facts = now;
    }
    assert_eq!(facts, 74_937 + 2_000 + 2_000 + 1_175 + 600);
    assert_eq!(house.app.state.accounts_count().await.expect("counted"), 500);
    let contracts = house.app.state.contracts_all().await.expect("read");
    for (day, dollars) in
        [("2023-06-30", 242_921), ("2023-12-31", 1_262_113), ("2024-06-30", 3_833_405), ("2024-12-31", 10_159_608)]
    {
        let day = Day::parse_iso(day).expect("a day");
        let active = contracts.iter().filter(|contract| contract.active(day));
        assert_eq!(active.map(|contract| contract.monthly.minor).sum::<i64>(), dollars * 100, "{day}");
    }
}

#[tokio::test]
async fn a_clickstream_makes_its_users_and_loses_no_event() {
    let Some(folder) = datasets() else { return };
    let house = House::new().await;
    let path = folder.join("retentioneering_ecom/ecom.csv.gz");
    // Once by the shipped mapping, once by the remembered one.
    let first = house.import(&path, Some(example("retentioneering/ecom.toml"))).await.expect("imported");
    assert_eq!(counts(&first), (31_106, 31_106, 0, 0, 0, 0));
    assert_eq!((first.report.accounts.count, first.report.people.count), (600, 600));
    let second = house.import(&path, None).await.expect("imported");
    assert_eq!(counts(&second), (31_106, 0, 0, 31_106, 0, 0));
    assert_eq!(house.facts().await, 31_106);
}

const CONTRACTS: &str = "kind = 'contracts'\n[columns]\nkey = 'id'\naccount = 'account'\namount = 'amount'\n\
    currency = '=JPY'\nstarts_on = 'start'\nends_on = 'end'";

#[tokio::test]
async fn what_a_file_is_silent_about_stays() {
    let house = House::new().await;
    let people = "kind = 'people'\n[columns]\naccount = 'account'\nemail = 'mail'\n";
    let accounts = "kind = 'accounts'\n[columns]\nkey = 'id'\nname = 'name'\n";
    house
        .text(
            "p.csv",
            "account,mail,name,title\nA-1,Taro@Example.com,山田 太郎,部長\n",
            &format!("{people}name = 'name'\ntitle = 'title'"),
        )
        .await;
    let done = house.text("p2.csv", "account,mail\nA-1,ＴＡＲＯ＠example.com\n", people).await;
    assert_eq!(counts(&done), (1, 0, 0, 1, 0, 0), "the same address in any case and width");
    let done = house.text("a.csv", "id,name,plan\nA-1,青空,Pro\n", &format!("{accounts}plan = 'plan'")).await;
    assert_eq!(counts(&done), (1, 0, 1, 0, 0, 0), "made by the people's file, named by this one");
    let done = house.text("a2.csv", "id,name,seats\nA-1,青空,5\n", accounts).await;
    assert_eq!(counts(&done), (1, 0, 1, 0, 0, 0));
    let account = house.app.state.accounts_full().await.expect("read").remove(0);
    assert_eq!(
        (account.name.as_str(), account.plan.as_str(), account.attributes["seats"].as_str()),
        ("青空", "Pro", "5")
    );
    let person = house.app.state.people_of(account.id).await.expect("read").remove(0);
    assert_eq!((person.family.as_str(), person.given.as_str(), person.title.as_str()), ("山田", "太郎", "部長"));
}

#[tokio::test]
async fn rows_with_the_id_of_an_earlier_row_are_told_and_the_later_one_counts() {
    let house = House::new().await;
    let accounts = "kind = 'accounts'\n[columns]\nkey = 'id'\nname = 'name'\n";
    let done = house.text("a.csv", "id,name\nA-1,海\nA-2,山\nA-1,青空\n", accounts).await;
    assert_eq!(counts(&done), (3, 2, 0, 0, 0, 0));
    assert_eq!((done.report.repeated, done.report.first_repeated.as_slice()), (1, &[4][..]));
    let stored = house.app.state.accounts_full().await.expect("read");
    assert_eq!([&stored[0].name, &stored[1].name], ["青空", "山"]);
    let people = "kind = 'people'\n[columns]\naccount = 'account'\nemail = 'mail'\nname = 'name'";
    let rows = "account,mail,name\nA-1,a@example.com,山田 太郎\nA-1,A@example.com,山田 次郎\nA-2,a@example.com,海\n";
    let done = house.text("p.csv", rows, people).await;
    assert_eq!((counts(&done), done.report.repeated), ((3, 2, 0, 0, 0, 0), 1));
    let mut text = "id,name\n".to_owned();
    (0..10_001).for_each(|n| text += &format!("B-{n},会社{n}\n"));
    text += "B-0,後の名前\n";
    let done = house.text("b.csv", &text, accounts).await;
    assert_eq!((counts(&done), done.report.first_repeated.as_slice()), ((10_002, 10_001, 0, 0, 0, 0), &[10_003][..]));
    assert_eq!(house.text("b.csv", &text, accounts).await.report.repeated, 1, "and again for the same file");
}

#[tokio::test]
async fn rows_that_name_unknown_contracts_are_refused_and_can_come_again() {
    let house = House::new().await;
    let facts = "kind = 'facts'\n[columns]\naccount = 'contract'\n[rules]\naccount_by = 'contract'\n\
        [[fact]]\nname = '=used'\noccurred_at = 'day'\nid = 'id'";
    let usage = "id,contract,day\n1,K-1,2024-04-01\n2,K-2,2024-04-02\n";
    house.text("c.csv", "id,account,amount,start,end\nK-1,A-1,\"1,200\",2024-04-01,\n", CONTRACTS).await;
    let done = house.text("usage.csv", usage, facts).await;
    assert_eq!(counts(&done), (2, 1, 0, 0, 0, 1));
    let path = house.app.dir.join(done.import.rejects_file.expect("a rejects file"));
    for (lang, reason) in [(Lang::Ja, "この契約は見つかりません"), (Lang::En, "There is no such contract")]
    {
        let csv = rejects_csv(&rejects_sheet(&path, words(lang)).expect("a sheet"), Micros(0)).expect("csv");
        let text = String::from_utf8(csv).expect("text");
        assert!(text.contains(reason) && text.contains("K-2") && text.contains('3'), "{text}");
    }
    house.text("c2.csv", "id,account,amount,start,end\nK-2,A-2,0,2024-04-01,2025-03-31\n", CONTRACTS).await;
    let done = house.text("usage.csv", usage, facts).await;
    assert_eq!(counts(&done), (2, 1, 0, 1, 0, 0));
}

#[tokio::test]
async fn touches_are_in_the_list_and_count_as_facts_once() {
    let house = House::new().await;
    let mapping = "kind = 'touches'\n[columns]\naccount = 'account'\noccurred_at = 'day'\nkind = 'kind'\nnote = 'note'";
    let text = "account,day,kind,note\nA-1,2024-04-01 10:00,訪問,導入の相談\nA-1,2024-04-01 10:00,訪問,導入の相談\nA-1,2024-04-02,電話,\n";
    for (n, wanted) in [(3, (3, 3, 0, 0, 0, 0)), (3, (3, 0, 0, 3, 0, 0))] {
        assert_eq!(counts(&house.text("t.csv", text, mapping).await), wanted);
        assert_eq!(house.facts().await, n, "equal rows of one file are two touches");
    }
    let account = house.app.state.accounts_full().await.expect("read")[0].id;
    let touches = house.app.state.touches_of(account, 10).await.expect("read");
    assert_eq!(touches.iter().map(|t| t.kind.as_str()).collect::<Vec<_>>(), ["call", "visit", "visit"]);
}

#[tokio::test]
async fn a_file_that_is_refused_as_a_whole_leaves_nothing_but_its_reason() {
    let house = House::new().await;
    let path = house.file("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0".repeat(40));
    let Err(Refused::Input(wrong)) = house.app.plan_import(&path, "photo.csv", None, None).await else {
        panic!("taken");
    };
    assert_eq!(wrong[0].problem.code, "problem-file-binary");
    assert!(house.app.state.imports(9).await.expect("read").is_empty());
}

#[tokio::test]
async fn a_broken_file_keeps_the_rows_before_and_says_where_it_broke() {
    use std::io::Write;
    let house = House::new().await;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(b"id,name\n").expect("packed");
    for n in 0..30_000 {
        packer.write_all(format!("A-{n},Company {}\n", n * 7919 % 30_000).as_bytes()).expect("packed");
    }
    let mut packed = packer.finish().expect("packed");
    packed.truncate(packed.len() / 2);
    let path = house.file("a.csv.gz", packed);
    let mapping = Mapping::parse("kind = 'accounts'\n[columns]\nkey = 'id'\nname = 'name'").expect("a mapping");
    let done = house.import(&path, Some(mapping)).await.expect("imported");
    assert!(done.partial() && !done.empty());
    assert_eq!(done.report.broken.as_ref().map(|p| p.code.as_str()), Some("problem-file-truncated"));
    assert_eq!(done.import.counts.new, house.app.state.accounts_count().await.expect("counted"));
    assert!(done.import.counts.new > 5_000);
}

#[tokio::test]
async fn an_interrupted_import_is_completed_by_the_next() {
    let house = House::new().await;
    let mut text = String::from("user,event,time\n");
    (0..9_000).for_each(|n| text += &format!("u{},login,2024-01-{:02} 10:00\n", n % 70, n % 28 + 1));
    let path = house.file("events.csv", &text);
    let mapping =
        Mapping::parse("kind = 'facts'\n[columns]\naccount = 'user'\n[[fact]]\nname = 'event'\noccurred_at = 'time'")
            .expect("a mapping");
    // The first half of the file, as a crash between two chunks leaves it.
    let half: String = text.lines().take(4_001).map(|line| format!("{line}\n")).collect();
    let broken = house.file("events-half.csv", half);
    let plan =
        house.app.plan_import(&broken, "events.csv", Some(Kind::Facts), Some(mapping.clone())).await.expect("a plan");
    let job = Job::new(broken, "events.csv", &plan);
    let import = house.app.start_import(None, &job).await.expect("started");
    house.app.run_import(import, job, &|_| {}).await.expect("imported");
    assert_eq!(house.facts().await, 4_000);
    let done = house.import(&path, Some(mapping)).await.expect("imported");
    assert_eq!(counts(&done), (9_000, 5_000, 0, 4_000, 0, 0));
    assert_eq!(house.facts().await, 9_000);
}

#[tokio::test]
async fn a_mapping_is_remembered_with_its_answers() {
    let house = House::new().await;
    let path = house.file("a.csv", "id,name,signup date\nA-1,x,05/06/2023\n");
    let mut plan = house.app.plan_import(&path, "a.csv", None, None).await.expect("a plan");
    assert_eq!(plan.questions.len(), 1);
    plan.answer(Order::MonthFirst);
    let job = Job::new(path.clone(), "a.csv", &plan);
    let import = house.app.start_import(None, &job).await.expect("started");
    house.app.run_import(import, job, &|_| {}).await.expect("imported");
    // The next file has the same columns in another order.
    let next = house.file("b.csv", "Name,Signup_Date,ID\ny,07/08/2023,A-2\n");
    let plan = house.app.plan_import(&next, "b.csv", None, None).await.expect("a plan");
    assert!(plan.questions.is_empty() && plan.from == banso_app::import::From::Remembered);
    house.import(&next, None).await.expect("imported");
    let accounts = house.app.state.accounts_full().await.expect("read");
    let days: Vec<_> = accounts.iter().map(|a| a.signed_up_on.map(|d| d.to_string())).collect();
    assert_eq!(days, [Some("2023-05-06".to_owned()), Some("2023-07-08".to_owned())]);
}

const PEOPLE: &str = "kind = 'people'\n[columns]\naccount = 'account'\nkey = 'id'\nemail = 'mail'\nname = 'name'";
const LOGINS: &str = "kind = 'facts'\n[columns]\naccount = 'account'\nperson = 'who'\n[[fact]]\nname = '=login'\n\
    occurred_at = 'day'";

impl House {
    /// (key, mail, family name, facts) of everybody at the account, by key.
    async fn crowd(&self, account: &str) -> Vec<(String, String, String, usize)> {
        let accounts = self.app.state.accounts_full().await.expect("read");
        let id = accounts.iter().find(|known| known.key == account).expect("an account").id;
        let facts = self.app.facts_of(id, &Default::default()).await.expect("read");
        let mut crowd = Vec::new();
        for person in self.app.state.people_of(id).await.expect("read") {
            let own = facts.iter().filter(|fact| fact.person == Some(person.id)).count();
            crowd.push((person.key, person.email, person.family, own));
        }
        crowd.sort();
        crowd
    }
}

#[tokio::test]
async fn a_person_named_by_mail_in_one_file_and_by_key_in_another_is_one_in_any_order() {
    let people = "account,id,mail,name\nA-1,U-1,Taro@example.com,山田\nA-2,U-1,jiro@example.com,井上\n";
    let logins =
        "account,who,day\nA-1,taro@example.com,2024-04-01\nA-1,U-1,2024-04-02\nA-2,taro@example.com,2024-04-03\n";
    let mails = "account,id,mail,name\nA-1,,taro@EXAMPLE.com,山田\n";
    let orders: [[(&str, &str, &str); 3]; 3] = [
        [("p.csv", people, PEOPLE), ("m.csv", mails, PEOPLE), ("f.csv", logins, LOGINS)],
        [("m.csv", mails, PEOPLE), ("p.csv", people, PEOPLE), ("f.csv", logins, LOGINS)],
        // The facts by mail come first, those by key after the people.
        [
            ("m.csv", mails, PEOPLE),
            ("g.csv", "account,who,day\nA-1,taro@example.com,2024-04-01\n", LOGINS),
            ("p.csv", people, PEOPLE),
        ],
    ];
    for (n, order) in orders.into_iter().enumerate() {
        let house = House::new().await;
        for (name, text, mapping) in order {
            house.text(name, text, mapping).await;
        }
        let facts = if n == 2 { 1 } else { 2 };
        let crowd = house.crowd("A-1").await;
        assert_eq!(crowd.len(), 1, "order {n}: {crowd:?}");
        assert_eq!((crowd[0].0.as_str(), crowd[0].2.as_str(), crowd[0].3), ("U-1", "山田", facts), "order {n}");
        assert_eq!(crowd[0].1.to_lowercase(), "taro@example.com");
        if n < 2 {
            let other: Vec<_> = house.crowd("A-2").await.into_iter().map(|(key, .., facts)| (key, facts)).collect();
            assert_eq!(other, [("U-1".into(), 0), ("taro@example.com".into(), 1)], "never across accounts");
        }
        for (name, text, mapping) in order {
            let again = house.text(name, text, mapping).await.import.counts;
            assert_eq!((again.new, again.updated), (0, 0), "order {n}: {name} again");
        }
        assert_eq!(house.crowd("A-1").await, crowd, "order {n}: twice changes nothing");
    }
}

#[tokio::test]
async fn two_people_with_keys_of_their_own_stay_two_with_one_address() {
    let house = House::new().await;
    house.text("f.csv", "account,who,day\nA-1,info@example.com,2024-04-01\n", LOGINS).await;
    let people = "account,id,mail,name\nA-1,U-1,info@example.com,山田\nA-1,U-2,info@example.com,井上\n";
    house.text("p.csv", people, PEOPLE).await;
    let keys: Vec<_> = house.crowd("A-1").await.into_iter().map(|(key, .., facts)| (key, facts)).collect();
    assert_eq!(keys, [("U-1".into(), 1), ("U-2".into(), 0)]);
}

#[tokio::test]
async fn a_date_outside_its_era_is_taken_with_a_notice_in_preview_and_report() {
    let house = House::new().await;
    let mapping = "kind = 'accounts'\n[columns]\nkey = 'id'\nname = 'name'\nsigned_up_on = 'since'";
    let text = "id,name,since\nA-1,青空,平成31年5月1日\nA-2,井上,令和6年4月1日\n";
    let path = house.file("a.csv", text);
    let given = Mapping::parse(mapping).expect("a mapping");
    let plan = house.app.plan_import(&path, "a.csv", None, Some(given)).await.expect("a plan");
    let zone = house.app.workspace().await.expect("settings").zone;
    let rows =
        banso_app::import::preview::preview(&plan.mapping, &plan.columns, (&plan.sample, &plan.refused), &zone, 5)
            .expect("rows");
    let noticed: Vec<usize> = rows.iter().map(|row| row.notices.len()).collect();
    assert_eq!(noticed, [1, 0]);
    let done = house.text("a.csv", text, mapping).await;
    assert_eq!((counts(&done), done.report.noticed), ((2, 2, 0, 0, 0, 0), 1));
    for (lang, reason) in
        [(Lang::Ja, "「平成31年5月1日」は改元後"), (Lang::En, "“平成31年5月1日” lies in the next era")]
    {
        let notes = banso_app::import::notes(words(lang), "accounts", &done.report).join("\n");
        assert!(notes.contains(reason) && notes.contains("2019-05-01"), "{notes}");
    }
}
