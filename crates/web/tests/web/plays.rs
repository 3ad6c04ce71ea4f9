//! RULES about automation and destructive deeds, read off the rendered pages of journeys, plays, churn and audit.

use banso_web::pages::gallery::{self, Sample};
use scraper::{ElementRef, Html, Selector};

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn samples(page: &str) -> impl Iterator<Item = (Sample, Html)> {
    let wanted = format!("{page}-");
    let all = gallery::all().into_iter().filter(move |sample| sample.name.starts_with(&wanted));
    all.filter(|sample| !sample.name.ends_with("signed-out")).map(|sample| {
        let html = Html::parse_document(&sample.html);
        (sample, html)
    })
}

/// RULES 19: what is lacking is listed, and the button that starts is there but refuses.
#[test]
fn a_play_that_lacks_something_cannot_be_started_and_says_what_it_lacks() {
    let (lack, start, refused) =
        (selector(".lacks li"), selector("form[action$='/start'] button"), selector(".switch button[disabled]"));
    let (mut lacking, mut ready) = (0, 0);
    for (sample, page) in samples("Play") {
        let lacks: Vec<String> = page.select(&lack).map(words).collect();
        let starts = page.select(&start).count();
        if !lacks.is_empty() {
            lacking += 1;
            assert_eq!((starts, page.select(&refused).count()), (0, 1), "{}: {lacks:?}", sample.name);
            assert!(lacks.iter().all(|lack| !lack.is_empty()), "{}", sample.name);
        }
        ready += starts;
    }
    assert!(lacking >= 2 && ready >= 2, "{lacking} lacking, {ready} ready");
}

/// RULES 20: each account in the audience and outside of it has its reason.
#[test]
fn every_account_in_an_audience_or_outside_has_one_reason() {
    let (here, row, reason) = (selector(".tabs [aria-current]"), selector("tbody tr"), selector("td:nth-child(2)"));
    let mut seen = 0;
    for (sample, page) in samples("Play") {
        let part = page.select(&here).next().map(words).unwrap_or_default();
        if !["対象", "In the audience", "Not in it"].iter().any(|name| part.starts_with(name)) {
            continue;
        }
        for row in page.select(&row) {
            let said = row.select(&reason).next().map(words).unwrap_or_default();
            assert!(!said.is_empty() && !said.starts_with("plays-"), "{}: {said:?}", sample.name);
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} accounts");
}

/// Whoever reads what a play did is no statistician: each section says what its figure means, and what it does not; where
/// there is no number, the page says what lacks.
#[test]
fn a_proof_says_what_its_figures_mean_or_what_lacks() {
    let (result, section, means) = (selector(".proof-result"), selector("main .section"), selector(".means li"));
    let (empty, lacks, figure) = (selector(".empty"), selector(".empty-needs"), selector(".head .figure"));
    let (mut said, mut silent) = (0, 0);
    for (sample, page) in samples("PlayProof") {
        for section in page.select(&section) {
            let lines: Vec<String> = section.select(&means).map(words).collect();
            assert!(!lines.is_empty() && lines.iter().all(|line| line.len() > 20), "{}: {lines:?}", sample.name);
        }
        if let Some(result) = page.select(&result).next() {
            said += 1;
            assert_eq!((result.select(&means).count(), page.select(&empty).count()), (2, 0), "{}", sample.name);
            assert_eq!(page.select(&figure).count(), 1, "{}", sample.name);
        } else {
            silent += 1;
            assert_eq!((page.select(&empty).count(), page.select(&figure).count()), (1, 0), "{}", sample.name);
            assert!(page.select(&lacks).next().is_some(), "{}", sample.name);
        }
    }
    assert!(said >= 10 && silent >= 10, "{said} with a number, {silent} without");
}

/// RULES 34 for how the effect became clear, and the mark on what is weaker than an experiment.
#[test]
fn a_comparison_is_marked_as_weaker_and_has_no_course() {
    let (badge, chart, balance) = (selector(".proof-result h2 .badge"), selector(".drawing"), selector("#worth"));
    let mut seen = 0;
    for (sample, page) in samples("PlayProof") {
        let weaker = page.select(&badge).count() == 1;
        if weaker {
            seen += 1;
            assert_eq!((page.select(&chart).count(), page.select(&balance).count()), (0, 0), "{}", sample.name);
        }
    }
    assert_eq!(seen, 2, "one sample in each language");
}

/// Nothing is published that was not tried: the button comes with the result.
#[test]
fn a_definition_is_tried_before_it_can_be_published() {
    let (publish, trial) = (selector("button[value=publish]"), selector(".trial"));
    let mut seen = (0, 0);
    for page in ["JourneyEdit", "JourneyNew", "PlayEdit", "PlayNew"] {
        for (sample, page) in samples(page) {
            let (publish, trial) = (page.select(&publish).count(), page.select(&trial).count());
            assert_eq!(publish, trial, "{}", sample.name);
            seen = (seen.0 + publish, seen.1 + 1);
        }
    }
    assert!(seen.0 >= 4 && seen.1 > seen.0, "{seen:?}");
}

/// RULES 29: recording, withdrawing and stopping name the thing.
#[test]
fn buttons_that_destroy_name_the_account_or_the_play() {
    let heading = selector("h1");
    for (page, button) in [("ChurnPage", "form.form button.primary"), ("Play", "form[action$='/stop'] button.danger")] {
        let button = selector(button);
        let mut seen = 0;
        for (sample, html) in samples(page) {
            let title = html.select(&heading).next().map(words).unwrap_or_default();
            for button in html.select(&button) {
                seen += 1;
                let said = words(button);
                let named = if page == "Play" { said.contains(&title) } else { said.contains("一般社団法人") };
                assert!(named, "{}: {said}", sample.name);
            }
        }
        assert!(seen >= 4, "{page}: {seen} buttons");
    }
}

/// RULES 4: links to a board carry whose accounts it shows as an id, never as "own".
#[test]
fn no_address_says_own() {
    let link = selector("a[href*='scope=']");
    for (sample, page) in samples("Journeys") {
        for link in page.select(&link) {
            let href = link.attr("href").unwrap_or_default();
            assert!(!href.contains("scope=own"), "{}: {href}", sample.name);
        }
    }
}
