use super::support::{all_of, datasets, file};
use banso_intake::guess::{Guess, Hints, guess, settle};
use banso_intake::mapping::{AccountBy, Per, Source};
use banso_intake::values::dates::Order;
use banso_intake::{Kind, Options, Table};
use banso_kernel::Currency;
use std::path::Path;

fn hints(file_name: &str) -> Hints {
    Hints { kind: None, file_name: file_name.into(), currency: Currency::JPY }
}

fn of(path: &Path) -> Guess {
    let table = Table::open(path, &Options::default()).expect("a table");
    guess(table.columns(), table.sample(), &hints(&path.file_name().expect("a name").to_string_lossy()))
}

fn of_text(name: &str, text: &str) -> Guess {
    of(&file(name, text).path)
}

fn column(guess: &Guess, field: &str) -> String {
    guess.mapping.columns.get(field).cloned().map(String::from).unwrap_or_default()
}

#[test]
fn the_kinds_and_columns_of_real_files_are_found() {
    let Some(folder) = datasets() else { return };
    let of = |name: &str| of(&folder.join("ravenstack").join(name));
    let accounts = of("ravenstack_accounts.csv");
    assert_eq!(accounts.mapping.kind, Kind::Accounts);
    assert_eq!(
        ["key", "name", "industry", "country", "plan", "signed_up_on"].map(|f| column(&accounts, f)),
        ["account_id", "account_name", "industry", "country", "plan_tier", "signup_date"]
    );
    assert_eq!(accounts.mapping.dates.get("signup_date"), Some(&Order::DayFirst));
    let contracts = of("ravenstack_subscriptions.csv");
    assert_eq!(contracts.mapping.kind, Kind::Contracts);
    assert_eq!(
        ["key", "account", "product", "amount", "starts_on", "ends_on", "auto_renew"].map(|f| column(&contracts, f)),
        ["subscription_id", "account_id", "plan_tier", "mrr_amount", "start_date", "end_date", "auto_renew_flag"]
    );
    assert_eq!(contracts.decided.len(), 2);
    let usage = of("ravenstack_feature_usage.csv");
    assert_eq!((usage.mapping.kind, usage.mapping.rules.account_by), (Kind::Facts, AccountBy::Contract));
    let fact = &usage.mapping.facts[0];
    assert_eq!(
        (String::from(fact.name.clone()), String::from(fact.occurred_at.clone()), fact.id.clone(), fact.value.clone()),
        ("feature_name".into(), "usage_date".into(), Some(Source::from("usage_id")), Some(Source::from("usage_count")))
    );
    assert_eq!(of("ravenstack_support_tickets.csv").mapping.kind, Kind::Facts);
    let churn = of("ravenstack_churn_events.csv");
    assert_eq!((churn.mapping.kind, churn.questions.len()), (Kind::Facts, 0));
    let ecom = super::guessing::of(&folder.join("retentioneering_ecom/ecom.csv.gz"));
    assert_eq!(ecom.mapping.kind, Kind::Facts);
    assert_eq!((column(&ecom, "account"), column(&ecom, "person")), ("user_id".into(), "user_id".into()));
    assert_eq!(ecom.mapping.facts[0].name, Source::from("event"));
    assert!(ecom.questions.is_empty() && ecom.mapping.dates.is_empty());
    for guess in [accounts, contracts, usage, churn, ecom] {
        assert_eq!(guess.mapping.check(), Ok(()));
    }
}

#[test]
fn japanese_files_are_understood() {
    let contracts = of_text(
        "契約一覧.csv",
        "契約番号,顧客コード,プラン,月額,契約開始日,契約終了日,自動更新,更新拒絶期限\nK-1,C-1,標準,\"50,000\",令和6年4月1日,令和7年3月31日,あり,2025/1/31\n",
    );
    assert_eq!(contracts.mapping.kind, Kind::Contracts);
    assert_eq!(column(&contracts, "amount"), "月額");
    assert_eq!(column(&contracts, "currency"), "=JPY");
    assert_eq!(column(&contracts, "decline_by"), "更新拒絶期限");
    let people =
        of_text("担当者.csv", "会社名,氏名,部署,役職,メールアドレス\n青空,山田 太郎,営業,部長,taro@example.com\n");
    assert_eq!((people.mapping.kind, column(&people, "email")), (Kind::People, "メールアドレス".into()));
    let touches = of_text("対応履歴.csv", "日付,顧客名,種別,内容,担当\n2024/4/1,青空,訪問,導入の相談,鈴木\n");
    assert_eq!((touches.mapping.kind, column(&touches, "note")), (Kind::Touches, "内容".into()));
    let accounts = of_text("顧客.csv", "顧客コード,会社名,業種,都道府県\nC-1,青空,小売,東京\n");
    assert_eq!((accounts.mapping.kind, column(&accounts, "key")), (Kind::Accounts, "顧客コード".into()));
    let yearly = of_text("契約.csv", "契約ID,顧客ID,年額,開始日\nK-1,C-1,120000,2024-04-01\n");
    assert_eq!(yearly.mapping.rules.amount_per, Per::Year);
}

#[test]
fn dates_that_can_be_read_both_ways_are_asked_for() {
    let text = "account_id,signup_date\nA-1,05-06-2023\nA-2,01-01-2024\nA-3,11-12-2023\n";
    let guess = of_text("accounts.csv", text);
    assert_eq!(guess.questions.len(), 1);
    assert_eq!(guess.questions[0].column, "signup_date");
    assert_eq!(guess.questions[0].examples, ["05-06-2023"]);
    assert!(guess.mapping.dates.is_empty() && guess.decided.is_empty());
}

#[test]
fn values_decide_and_it_is_said_which() {
    let guess = of_text("accounts.csv", "account_id,signup_date\nA-1,05-06-2023\nA-2,27-07-2023\n");
    assert!(guess.questions.is_empty());
    assert_eq!(guess.mapping.dates.get("signup_date"), Some(&Order::DayFirst));
    assert_eq!((guess.decided[0].order, guess.decided[0].by.as_str()), (Order::DayFirst, "27-07-2023"));
    let guess = of_text("accounts.csv", "account_id,signup_date\nA-1,05/06/2023\nA-2,07/27/2023\n");
    assert_eq!(guess.mapping.dates.get("signup_date"), Some(&Order::MonthFirst));
    let guess = of_text("accounts.csv", "account_id,signup_date\nA-1,27/06/2023\nA-2,07/27/2023\n");
    assert!(guess.questions[0].contradicts, "one column in two orders is nobody's guess");
    let guess = of_text("accounts.csv", "account_id,signup_date\nA-1,2023-06-05\nA-2,5 Jul 2023\n");
    assert!(guess.questions.is_empty() && guess.mapping.dates.is_empty());
}

#[test]
fn a_value_beyond_the_sample_may_still_decide() {
    let mut text = String::from("account_id,signup_date\n");
    (0..3000).for_each(|n| text += &format!("A-{n},0{}/0{}/2023\n", n % 9 + 1, n % 7 + 1));
    text += "A-last,31/01/2023\n";
    let made = file("accounts.csv", &text);
    let mut guess = of(&made.path);
    assert_eq!(guess.questions.len(), 1);
    settle(&made.path, &Options::default(), &mut guess.mapping, &mut guess.questions, &mut guess.decided)
        .expect("read");
    assert_eq!((guess.questions.len(), guess.decided[0].by.as_str()), (0, "31/01/2023"));
}

#[test]
fn unix_times_are_seen() {
    let guess = of_text("events.csv", "user_id,event,ts\nu1,login,1690480800\nu2,login,1690480900\n");
    assert_eq!(guess.mapping.dates.get("ts"), Some(&Order::Unix));
    assert!(all_of("x.csv", "user_id,event,ts\nu1,login,1690480800\n").is_ok());
}

#[test]
fn a_date_column_is_found_among_bad_dates_and_an_impossible_date_decides_nothing() {
    let rows = "account_id,account_name,signup_date\nZ-1,A,31/02/2024\nZ-2,B,28/02/2024\nZ-3,C,2024-13-45\nZ-4,D,\n";
    let guess = of_text("dates.csv", rows);
    assert_eq!(column(&guess, "signed_up_on"), "signup_date", "what cannot be read is told, row by row");
    assert_eq!(guess.decided[0].by, "28/02/2024");
    let open = of_text("dates.csv", "account_id,account_name,signup_date\nZ-1,A,31/02/2024\nZ-2,B,03/04/2024\n");
    assert_eq!((open.questions.len(), open.decided.len()), (1, 0), "31/02 is no evidence for the day first");
}

#[test]
fn every_guess_survives_its_own_text() {
    let guess = of_text("events.csv", "user_id,event,ts,v\nu1,login,05-06-2023,1\nu2,login,27-06-2023,2\n");
    let text = guess.mapping.to_text();
    assert_eq!(banso_intake::Mapping::parse(&text).expect("a mapping"), guess.mapping, "{text}");
}
