//! RULES that can be read off a rendered page, over every page × sample × language, and over a filled site.

use crate::accounts::fill;
use crate::site::Site;
use axum::http::StatusCode;
use banso_kernel::Lang;
use banso_web::pages::gallery;
use scraper::{ElementRef, Html, Selector};

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// Every sample as (name, language, page).
fn pages() -> impl Iterator<Item = (String, Lang, Html)> {
    let page = |sample: gallery::Sample| {
        (format!("{} {}", sample.name, sample.lang.code()), sample.lang, Html::parse_document(&sample.html))
    };
    gallery::all().into_iter().map(page)
}

/// Walks all elements that match in all pages and says how many there were.
fn each(css: &str, mut check: impl FnMut(&str, ElementRef<'_>)) -> usize {
    let css = selector(css);
    let mut seen = 0;
    for (name, _, page) in pages() {
        for element in page.select(&css) {
            seen += 1;
            check(&name, element);
        }
    }
    seen
}

/// RULES 5.
#[test]
fn any_list_is_counted_added_up_grouped_exported_and_put_into_a_play() {
    let (rows, sum, group, export) = (
        selector(".accounts-table tbody tr"),
        selector(".toolbar-sum"),
        selector("[name=group]"),
        selector("a[download]"),
    );
    let (mut seen, mut offered) = (0, 0);
    for (name, _, page) in pages().filter(|(name, ..)| name.starts_with("Accounts")) {
        if page.select(&rows).next().is_none() {
            continue;
        }
        seen += 1;
        let said = words(page.select(&sum).next().expect("the sums"));
        assert!(said.matches(|c: char| c.is_ascii_digit()).count() >= 3, "{name}: count, sum and mean: {said}");
        assert!(page.select(&group).count() >= 3, "{name}: ways to group");
        let formats: Vec<_> = page.select(&export).filter_map(|link| link.attr("href")).collect();
        assert!(
            ["xlsx", "csv"].iter().all(|f| formats.iter().any(|href| href.contains(&format!("format={f}")))),
            "{name}"
        );
        assert_eq!(
            page.select(&selector("form[action='/accounts/views'] [name=query]")).count().min(1),
            1,
            "{name}: a view"
        );
        for way in ["play", "play-all"] {
            let into = selector(&format!("form#bulk[action='/accounts/bulk'] button[name=do][value={way}]"));
            let may = page.select(&selector("form#bulk")).next().is_some();
            assert_eq!(page.select(&into).next().is_some(), may, "{name}: {way}");
            offered += usize::from(may);
        }
    }
    assert!(seen >= 4 && offered >= 8, "{seen} lists, {offered} ways into a play");
}

/// RULES 9.
#[test]
fn the_sections_of_an_account_stand_in_the_order_of_the_work() {
    let order = ["s-changed", "s-next", "s-unmet", "s-people", "s-plan", "s-contracts", "s-voice", "s-timeline"];
    let mut seen = 0;
    for (name, _, page) in pages().filter(|(name, ..)| name.starts_with("Summary")) {
        let ids: Vec<_> = page.select(&selector(".sections h2")).filter_map(|h2| h2.attr("id")).collect();
        let at: Vec<_> = ids.iter().map(|id| order.iter().position(|wanted| wanted == id)).collect();
        assert!(
            at.iter().all(Option::is_some) && at.is_sorted() && ids.len() <= 8 && ids.len() >= 6,
            "{name}: {ids:?}"
        );
        seen += 1;
    }
    assert!(seen >= 4);
}

/// RULES 11.
#[test]
fn nothing_to_show_offers_what_fills_it() {
    let ways = selector("a, button");
    let seen = each(".empty", |name, empty| assert!(empty.select(&ways).next().is_some(), "{name}: {}", words(empty)));
    assert!(seen >= 10, "{seen} empty states");
}

/// RULES 12: where a rank, score or level of one account stands large, its proof stands with it.
#[test]
fn no_score_without_unmet_criteria_coverage_change_and_version() {
    let proof = selector(".account-proof span");
    let mut seen = 0;
    for (name, _, page) in pages() {
        let Some(axes) = page.select(&selector(".account-axes")).next() else { continue };
        let parts: Vec<String> = page.select(&proof).map(words).collect();
        assert!(parts.len() >= 3, "{name}: {} with {parts:?}", words(axes));
        let said = parts.join(" ");
        let (unmet, coverage, version) =
            if said.contains('版') { ("未達", "充足", "版") } else { ("unmet", "Coverage", "version") };
        assert!([unmet, coverage, version].iter().all(|part| said.contains(part)), "{name}: {said}");
        let change = page.select(&selector(".account-change")).next().is_some();
        assert!(change || name.contains('-'), "{name}: what changed");
        seen += 1;
    }
    assert!(seen >= 8, "{seen} heads");
}

/// RULES 14: what has a colour has a word or a letter, and nothing is an emoji.
#[test]
fn colour_never_speaks_alone_and_nothing_is_an_emoji() {
    let seen = each(".badge, .heat a, .deadline, .figure-change", |name, element| {
        assert!(!words(element).is_empty(), "{name}: {}", element.html());
    });
    assert!(seen > 100, "{seen}");
    for (name, _, page) in pages() {
        let body = words(page.root_element());
        let emoji =
            body.chars().find(|c| matches!(*c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{26ff}' | '\u{fe0f}'));
        assert_eq!(emoji, None, "{name}");
    }
}

/// RULES 16.
#[test]
fn every_figure_says_what_of_when_and_what_it_means() {
    let seen = each(".figure", |name, figure| {
        for part in [".figure-label", ".figure-number", ".figure-when", ".popover"] {
            let text = figure.select(&selector(part)).next().map(words).unwrap_or_default();
            assert!(!text.is_empty(), "{name}: {part} of {}", words(figure));
        }
        let change = figure.select(&selector(".figure-change")).count();
        let against = figure.select(&selector(".figure-against")).map(words).filter(|text| !text.is_empty()).count();
        assert_eq!(change, against, "{name}: a change against nothing");
    });
    assert!(seen >= 10, "{seen} figures");
}

/// RULES 17: the unit stands once in the head; minus is a minus.
#[test]
fn figures_of_a_column_carry_no_unit_and_a_true_minus() {
    let seen = each(".accounts-table td.num", |name, cell| {
        let text = words(cell);
        assert!(!text.contains(['¥', '円', '$', '€']), "{name}: {text}");
        assert!(!text.starts_with('-'), "{name}: {text}");
    });
    assert!(seen > 100, "{seen}");
    assert!(banso_web::style().contains("tabular-nums"));
}

/// RULES 18.
#[test]
fn what_is_busy_says_so_in_words() {
    each("[aria-busy=true], progress, .computing", |name, busy| {
        let text = words(busy) + busy.attr("aria-label").unwrap_or_default();
        assert!(!text.trim().is_empty(), "{name}: {}", busy.html());
    });
}

/// RULES 29: a button that destroys names the thing.
#[test]
fn buttons_say_what_they_do() {
    each("main button, main a.button", |name, button| {
        let said = words(button) + button.attr("aria-label").unwrap_or_default();
        assert!(!said.is_empty(), "{name}: {}", button.html());
        for vague in ["OK", "はい", "送信", "Submit", "Yes"] {
            assert_ne!(said.trim(), vague, "{name}");
        }
        if button.value().classes().any(|class| class == "danger") {
            assert!(said.chars().count() > 4, "{name}: {said}");
        }
    });
}

/// RULES 31: all Japanese of an English page is marked.
#[test]
fn japanese_on_an_english_page_says_that_it_is_japanese() {
    let mut seen = 0;
    for (name, _, page) in pages().filter(|(_, lang, _)| *lang == Lang::En) {
        for node in page.tree.nodes() {
            let Some(text) = node.value().as_text() else { continue };
            if !text.chars().any(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')) {
                continue;
            }
            let said = node.ancestors().find_map(|above| above.value().as_element()?.attr("lang").map(str::to_owned));
            assert_eq!(said.as_deref(), Some("ja"), "{name}: {}", text.trim());
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} pieces of Japanese");
}

/// RULES 4: the address says whose accounts a list shows, so a colleague who opens it sees the same.
#[tokio::test]
async fn a_link_to_my_accounts_shows_a_colleague_the_same_rows() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    admin.post(&format!("/accounts/{}/owner", ids[1]), &[("to", "1")]).await;
    let colleague = site.member(&admin, "viewer").await;
    let page = Html::parse_document(&admin.get("/accounts").await.text);
    let mine = page.select(&selector(".views a")).nth(1).and_then(|a| a.attr("href")).expect("my accounts").to_owned();
    let rows = |text: &str| -> Vec<String> {
        let page = Html::parse_document(text);
        page.select(&selector(".accounts-table tbody th")).map(words).collect()
    };
    let (ours, theirs) = (admin.get(&mine).await, colleague.get(&mine).await);
    assert_eq!(rows(&ours.text), ["株式会社青空"], "{mine}");
    assert_eq!(rows(&ours.text), rows(&theirs.text));
    // The day is in the address too; one that cannot be shown is told, not passed over.
    let past = colleague.get(&format!("{mine}&as_of=2999-01-01")).await;
    assert!(past.text.contains("other-day"), "another day than the shown one is told");
}

/// RULES 7: owner, phase and notes are edited from the row, and saving leads back to it.
#[tokio::test]
async fn a_row_is_edited_in_place_and_saving_leads_back_to_it() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let list = admin.get("/accounts").await.text;
    let path = format!("/accounts/{}/edit", ids[0]);
    assert!(list.contains(&format!("href=\"{path}\"")), "each row has its form");
    let form = admin.get(&path).await.text;
    assert!(form.contains("上田株式会社") && form.contains("list=\"list-phase\""), "{form}");
    let sent = [("owned_by", "1"), ("phase", "更新"), ("memo", "次は1月"), ("back", "/accounts?sort=-name")];
    let saved = admin.post(&path, &sent).await;
    assert_eq!(
        (saved.status, saved.to()),
        (StatusCode::SEE_OTHER, format!("/accounts?sort=-name#a{}", ids[0]).as_str())
    );
    let account = site.app.state.account(ids[0]).await.expect("a state").expect("an account");
    assert_eq!(
        (account.phase.as_str(), account.memo.as_str(), account.owner.map(|id| id.0)),
        ("更新", "次は1月", Some(1))
    );
    let kept = site.app.state.account_edits(ids[0]).await.expect("edits").iter().filter(|e| e.cause == "edit").count();
    assert_eq!(kept, 3);
    admin.post(&path, &sent).await;
    let again = site.app.state.account_edits(ids[0]).await.expect("edits").iter().filter(|e| e.cause == "edit").count();
    assert_eq!(again, kept, "saving the same changes nothing");
    // One wrong field: nothing is saved, everything typed is still there.
    let long = "あ".repeat(61);
    let wrong =
        admin.post(&path, &[("owned_by", ""), ("phase", &long), ("memo", "別の"), ("back", "//evil.test")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains(&long) && wrong.text.contains("別の") && wrong.text.contains("#field-phase"));
    assert_eq!(site.app.state.account(ids[0]).await.expect("a state").expect("one").memo, "次は1月");
    let elsewhere = admin.post(&path, &[("owned_by", ""), ("phase", "x"), ("memo", ""), ("back", "//evil.test")]).await;
    assert!(elsewhere.to().starts_with("/#"), "{}", elsewhere.to());
    let viewer = site.member(&admin, "viewer").await;
    assert_eq!(viewer.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(!viewer.get("/accounts").await.text.contains("/edit\""));
}
