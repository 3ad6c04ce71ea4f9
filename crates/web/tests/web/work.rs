//! Today, tasks, signals, the team: RULES 2, 4, 7, 19 to 22 as far as a rendered page shows them.

use crate::accounts::fill;
use crate::site::{MINUTE, Site};
use axum::http::StatusCode;
use banso_web::pages::gallery;
use scraper::{ElementRef, Html, Selector};

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// Samples of a page type by name and page, signed in.
fn samples(of: &str) -> Vec<(String, Html)> {
    let fits = |sample: &gallery::Sample| {
        sample.name.strip_prefix(of).is_some_and(|rest| rest.starts_with('-')) && !sample.name.ends_with("signed-out")
    };
    let all = gallery::all().into_iter().filter(fits);
    all.map(|s| (format!("{} {}", s.name, s.lang.code()), Html::parse_document(&s.html))).collect()
}

/// RULES 2.
#[test]
fn today_is_rows_with_a_reason_and_something_to_do_and_no_chart() {
    let (row, why, act, link) =
        (selector(".deed"), selector(".deed-why"), selector(".deed-do a[data-form]"), selector(".deed-who a"));
    let (svg, group) = (selector("main svg:not(.icon)"), selector(".deed-group h2"));
    let mut rows = 0;
    for (name, page) in samples("TodayPage") {
        assert_eq!(page.select(&svg).count(), 0, "{name}: no drawing");
        for row in page.select(&row) {
            rows += 1;
            let why = row.select(&why).next().map(words).unwrap_or_default();
            assert!(why.ends_with(['。', '.']), "{name}: a sentence: {why:?}");
            assert!(row.select(&act).next().is_some(), "{name}: works without leaving");
            assert!(row.select(&link).next().is_some(), "{name}: leads to the account");
        }
        let ids: Vec<_> = page.select(&group).filter_map(|h2| h2.attr("id")).collect();
        let order = ["g-overdue", "g-due", "g-signals", "g-renewals", "g-coming"];
        let at: Vec<_> = ids.iter().map(|id| order.iter().position(|wanted| wanted == id)).collect();
        assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{name}: {ids:?}");
    }
    assert!(rows > 100, "{rows} rows");
}

/// RULES 4: each link of a choice says whose work it shows.
#[test]
fn whose_work_is_shown_stands_in_every_link_between_the_pages_of_work() {
    let links = selector(".scopes a, .tabs a, .kinds a, .toolbar a.chip");
    for of in ["TodayPage", "Tasks", "MonthPage", "Signals"] {
        let mut seen = 0;
        for (name, page) in samples(of) {
            for link in page.select(&links) {
                seen += 1;
                let href = link.attr("href").unwrap_or_default();
                assert!(href.contains("scope="), "{name}: {href}");
            }
        }
        assert!(seen >= 10, "{of}");
    }
}

/// RULES 7.
#[test]
fn the_button_that_gives_tasks_away_says_how_many() {
    let (button, ids) = (selector("main .button.primary"), selector("[name=ids]"));
    let mut seen = 0;
    for (name, page) in samples("AssignForm") {
        let Some(ids) = page.select(&ids).next() else { continue };
        let n = ids.attr("value").unwrap_or_default().split(',').count();
        let said = page.select(&button).next().map(words).unwrap_or_default();
        assert!(said.contains(&n.to_string()), "{name}: {said} for {n}");
        seen += 1;
    }
    assert_eq!(seen, 4);
}

#[test]
fn the_calendar_is_a_table_of_weeks_with_each_day_of_the_month() {
    let (head, week, day) = (selector(".month thead th"), selector(".month tbody tr"), selector(".month td:not(.out)"));
    for (name, page) in samples("MonthPage") {
        assert_eq!(page.select(&head).count(), 7, "{name}");
        assert!(page.select(&week).all(|week| week.child_elements().count() == 7), "{name}");
        assert!((28..=31).contains(&page.select(&day).count()), "{name}");
    }
}

/// RULES 22: until it was said how often the text would have rung, the page counts and does not publish.
#[test]
fn definitions_of_signals_are_published_only_after_they_were_counted() {
    let (publish, counted) = (selector("button[value=publish]"), selector("[name=counted]"));
    let mut offered = 0;
    for (name, page) in samples("Definitions") {
        let mark = page.select(&counted).next().and_then(|field| field.attr("value")).unwrap_or_default().to_owned();
        let may = page.select(&publish).next().is_some();
        assert_eq!(may, !mark.is_empty(), "{name}");
        assert_eq!(may, page.select(&selector("#counted")).next().is_some(), "{name}: the counts stand there");
        offered += usize::from(may);
    }
    assert_eq!(offered, 2);
}

/// A task that wants a hypothesis first offers no way round it.
#[test]
fn what_is_supposed_is_written_before_the_outcome() {
    let (outcome, hypothesis) = (selector("[name=outcome]"), selector("[name=hypothesis]"));
    let (_, waiting) = samples("TaskView").into_iter().nth(1).expect("a task that waits");
    assert_eq!(waiting.select(&outcome).count(), 0);
    assert_eq!(waiting.select(&hypothesis).count(), 1);
    let (_, open) = samples("TaskView").into_iter().next().expect("an open task");
    assert_eq!(open.select(&outcome).count(), 1);
}

/// RULES 3: what was done is gone from the list in the answer that follows, and can be taken back from there.
#[tokio::test]
async fn a_finished_task_is_gone_from_today_at_once_and_comes_back_when_undone() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let (new, today) = (format!("/accounts/{}/tasks/new", ids[1]), "/today?scope=1");
    let form = admin.get(&new).await;
    assert!(form.text.contains("株式会社青空") && form.text.contains("name=\"due\""), "{}", form.text);
    let fields =
        |title, due| [("title", title), ("due", due), ("to", "1"), ("body", ""), ("signal", ""), ("back", today)];
    // 2026-11-22 is the site's day. Nothing typed is lost, and what is wrong is said.
    let wrong = admin.post(&new, &fields("", "いつか")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("いつか") && wrong.text.contains("#field-title"), "{}", wrong.text);
    let past = admin.post(&new, &fields("近況をうかがう", "2020-01-01")).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(past.text.contains("今日か、今日より後の日"), "{}", past.text);
    let made = admin.post(&new, &fields("近況をうかがう", "2026-11-22")).await;
    assert_eq!((made.status, made.to()), (StatusCode::SEE_OTHER, today));
    let listed = |page: &str| page.contains("近況をうかがう");
    assert!(listed(&admin.get(today).await.text));
    assert_eq!(admin.get("/").await.to(), "/today", "there is something to do");
    assert_eq!(admin.get("/today").await.to(), today, "the address says whose work it is");

    // Whether it was a contact has to be said.
    let unsaid = admin.post("/tasks/1/done", &[("outcome", "順調"), ("back", today)]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.text.contains("順調") && unsaid.text.contains("#field-touch"));
    assert!(unsaid.text.contains("選んでください。") && !unsaid.text.contains("入力してください。"), "{}", unsaid.text);
    let nothing = admin.post("/tasks/1/done", &[("outcome", " "), ("back", today)]).await;
    assert!(["#field-outcome", "#field-touch"].iter().all(|field| nothing.text.contains(field)), "{}", nothing.text);
    let done = admin.post("/tasks/1/done", &[("outcome", "順調"), ("touch", "call"), ("back", today)]).await;
    assert_eq!((done.status, done.to()), (StatusCode::SEE_OTHER, today), "{}", done.text);
    let after = admin.get(today).await.text;
    assert!(!listed(&after), "gone in the same answer");
    let undo = "/tasks/1/reopen?back=%2Ftoday%3Fscope%3D1";
    assert!(after.contains(undo), "{after}");
    assert!(admin.get(&format!("/accounts/{}/timeline", ids[1])).await.text.contains("順調"), "and on the timeline");
    assert_eq!(admin.post(undo, &[]).await.to(), today);
    assert!(listed(&admin.get(today).await.text));

    // Put off, it is gone too; a day that is past is refused.
    let past = [("on", "2026-11-01"), ("reason", "先方の都合"), ("back", today)];
    assert_eq!(admin.post("/tasks/1/postpone", &past).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let later = [("on", "2026-12-24"), ("reason", "先方の都合"), ("back", today)];
    assert_eq!(admin.post("/tasks/1/postpone", &later).await.to(), today);
    assert!(!listed(&admin.get(today).await.text));
    let month = admin.get("/tasks?view=month&month=2026-12&scope=all").await.text;
    assert!(listed(&month), "{month}");
    let elsewhere = [("reason", "不要"), ("back", "//evil.test")];
    assert_eq!(admin.post("/tasks/1/drop", &elsewhere).await.to(), "/", "never to another site");
    assert!(listed(&admin.get("/tasks?state=dropped&scope=1").await.text));
}

/// Who only reads cannot act on what is given to them: no form offers them, and the server refuses.
#[tokio::test]
async fn nothing_is_given_to_who_only_reads() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    site.member(&admin, "viewer").await;
    let account = format!("/accounts/{}", ids[0]);
    let new = format!("{account}/tasks/new");
    let fields =
        |to| [("title", "電話"), ("due", "2026-11-24"), ("to", to), ("body", ""), ("signal", ""), ("back", "")];
    assert_eq!(admin.post(&new, &fields("1")).await.status, StatusCode::SEE_OTHER);
    let choice = selector("select option[value='2']");
    let bulk = format!("/accounts/bulk?do=owner&id={}", ids[0]);
    let edit = format!("{account}/edit");
    for path in [account.as_str(), &new, &edit, &bulk, "/tasks/1", "/tasks/assign?id=1"] {
        let page = Html::parse_document(&admin.get(path).await.text);
        assert_eq!(page.select(&choice).count(), 0, "{path}");
        assert!(page.select(&selector("select option[value='1']")).count() > 0, "{path}");
    }
    let page = Html::parse_document(&admin.get("/team/handover").await.text);
    assert_eq!(page.select(&selector("#field-to option[value='2']")).count(), 0);
    let refused = admin.post(&new, &fields("2")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("担当にできません"), "{}", refused.text);
    let many = ids[0].to_string();
    for (path, sent) in [
        ("/tasks/assign", vec![("ids", "1"), ("to", "2"), ("back", "/tasks")]),
        ("/accounts/bulk", vec![("field", "owner"), ("value", "2"), ("ids", many.as_str()), ("back", "/accounts")]),
        (edit.as_str(), vec![("owned_by", "2"), ("phase", "活用"), ("memo", ""), ("back", "/accounts")]),
        ("/team/handover", vec![("from", "1"), ("to", "2"), ("on", "2026-12-01")]),
    ] {
        let refused = admin.post(path, &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(refused.text.contains("担当にできません"), "{path}: {}", refused.text);
    }
    assert_eq!(admin.post(&format!("{account}/owner"), &[("to", "2")]).await.status, StatusCode::BAD_REQUEST);
}

/// RULES 7 and 8: many at once, with the count in the button, and back again.
#[tokio::test]
async fn many_tasks_go_to_somebody_else_and_come_back() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let csm = site.member(&admin, "csm").await;
    for account in &ids[..3] {
        let fields =
            [("title", "電話する"), ("due", "2026-11-22"), ("to", "1"), ("body", ""), ("signal", ""), ("back", "")];
        let made = admin.post(&format!("/accounts/{account}/tasks/new"), &fields).await;
        assert_eq!(made.to(), format!("/accounts/{account}"), "{}", made.text);
    }
    let list = admin.get("/tasks?scope=1").await.text;
    assert_eq!(list.matches("type=\"checkbox\" form=\"assign\"").count(), 3);
    assert!(!csm.get("/tasks?scope=1").await.text.contains("form=\"assign\""), "who leads nobody has no boxes");
    let preview = admin.get("/tasks/assign?id=1&id=3&back=%2Ftasks%3Fscope%3D1").await.text.replace("<wbr>", "");
    assert!(preview.contains(">2 件の担当を変更<"), "{preview}");
    let sent = [("ids", "1,3"), ("to", "2"), ("back", "/tasks?scope=1")];
    let done = admin.post("/tasks/assign", &sent).await;
    let (report, back) = done.to().split_once('?').expect("the report, with the way back");
    assert!(report.starts_with("/tasks/assign/") && back == "back=%2Ftasks%3Fscope%3D1", "{}", done.to());
    let rows = |page: &str| page.matches("id=\"t").count();
    let own = admin.get("/tasks?scope=1").await.text;
    assert_eq!((rows(&own), rows(&admin.get("/tasks?scope=2").await.text)), (1, 2));
    // Reported task by task: what was named twice counts once, what is closed or not there is said.
    let told = |text: String| text.replace("<wbr>", "");
    let page = told(admin.get(report).await.text);
    assert!(page.contains("2 件のタスクを csm さんの担当にしました"), "{page}");
    assert_eq!(page.matches("変更しました</").count(), 2, "{page}");
    let again = admin.post("/tasks/assign", &[("ids", "1,2,1,99"), ("to", "2"), ("back", "/tasks")]).await;
    let mixed = again.to().split_once('?').expect("a report").0.to_owned();
    let page = told(admin.get(&mixed).await.text);
    assert!(
        page.contains(
            "1 件のタスクを csm さんの担当にしました。もともと同じだったのは 1 件、すでに終わっていたのは 1 件です。"
        ),
        "{page}"
    );
    assert!(page.contains("もともと同じ<") && page.contains("終わっていました<"), "{page}");
    // Not theirs to undo; of what is undone, what was closed since stays.
    assert_eq!(csm.post(&format!("{mixed}/undo"), &[]).await.status, StatusCode::NOT_FOUND);
    csm.post("/tasks/3/drop", &[("reason", "不要"), ("back", "/tasks")]).await;
    assert_eq!(admin.post(&format!("{report}/undo"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(rows(&admin.get("/tasks?scope=1").await.text), 1, "task 1 is back, task 2 was given in another change");
    let page = told(admin.get(report).await.text);
    assert!(page.contains("担当が変わった 1 件は、そのままです") && page.contains("元に戻しました<"), "{page}");
    assert_eq!(admin.post(&format!("{report}/undo"), &[]).await.status, StatusCode::NOT_FOUND, "only once");
    site.pass(31 * MINUTE);
    assert_eq!(admin.post(&format!("{mixed}/undo"), &[]).await.status, StatusCode::NOT_FOUND, "too late");
    // The next day; nobody is away for so long that they have to sign in again.
    for _ in 0..3 {
        site.pass(8 * 60 * MINUTE);
        assert_eq!((admin.get("/team").await.status, csm.get("/team").await.status), (StatusCode::OK, StatusCode::OK));
    }
    // The manager's page tells the load; a member sees it, a reader does not.
    let team = admin.get("/team").await.text.replace("<wbr>", "");
    assert!(team.contains("期限を過ぎたタスク") && team.contains("担当を移す"), "{team}");
    assert_eq!(csm.get("/team").await.status, StatusCode::OK);
    assert!(!csm.get("/team").await.text.contains("担当を移す"));
}

/// RULES 22.
#[tokio::test]
async fn a_text_is_published_only_after_its_counts_were_shown() {
    let (_site, admin) = Site::ready().await;
    let page = admin.get("/signals/definitions").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let text = Html::parse_document(&page.text);
    let text = text.select(&selector("textarea")).next().map(words).expect("the text");
    let sent = |counted: &str, what: &str| {
        [("text", text.clone()), ("reason", "試し".into()), ("counted", counted.into()), ("do", what.into())]
    };
    let post = async |fields: [(&str, String); 4]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        admin.post("/signals/definitions", &fields).await
    };
    let first = post(sent("", "publish")).await;
    assert_eq!(first.status, StatusCode::OK, "not yet: {}", first.text);
    let shown = Html::parse_document(&first.text);
    let mark = shown.select(&selector("[name=counted]")).next().and_then(|field| field.attr("value")).expect("a mark");
    assert!(!mark.is_empty() && shown.select(&selector("#counted")).next().is_some());
    let second = post(sent(mark, "publish")).await;
    assert_eq!(second.to(), "/signals/definitions", "{}", second.text);
    let broken = [
        ("text", "[[signal".to_owned()),
        ("reason", String::new()),
        ("counted", String::new()),
        ("do", "count".into()),
    ];
    let broken = post(broken).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(broken.text.contains("[[signal") && broken.text.contains("#field-text"), "{}", broken.text);
}
