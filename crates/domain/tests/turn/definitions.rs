//! Definitions that are wrong are refused, with every reason.

use super::world::{named, words};
use banso_domain::journeys::Journey;
use banso_domain::plays::{Play, Schedule};
use banso_domain::signals::Signals;
use banso_kernel::{Day, Problem};

fn codes<T: std::fmt::Debug>(result: Result<T, Vec<Problem>>) -> Vec<String> {
    result.expect_err("refused").into_iter().map(|problem| problem.code).collect()
}

#[test]
fn a_journey_is_refused_with_every_reason() {
    let text = named(
        r#"
        journey = "Bad id"
        NAME
        for = "metric.none > 1"
        [[phase]]
        id = "a"
        NAME
        enter = "true"
        [[phase]]
        id = "a"
        NAME
        from = ["nowhere"]
        back = { when = "true", to = "c" }
        [[phase.step]]
        id = "s"
        NAME
        done_when = "step.other"
        [[phase]]
        id = "c"
        NAME
        enter = "phase.id == 'zzz'"
        usual_days = 0
        [[phase.step]]
        id = "s"
        NAME
        "#,
    );
    assert_eq!(
        codes(Journey::parse(&text, &words())),
        [
            "problem-definition-id",
            "problem-journey-phase-taken",
            "problem-journey-step-taken",
            "problem-condition-metric",
            "problem-journey-enter-first",
            "problem-journey-enter-missing",
            "problem-condition-phase",
            "problem-journey-back",
            "problem-condition-step",
            "problem-journey-usual-days",
            "problem-condition-phase",
        ]
    );
    assert_eq!(codes(Journey::parse("journey = ", &words())), ["problem-definition-quote"]);
    assert_eq!(codes(Journey::parse(&named("journey = 'j'\nNAME"), &words())), ["problem-journey-phases"]);
}

#[test]
fn signals_are_refused_with_every_reason() {
    let text = named(
        r#"
        signal = [
          { id = "a", NAME, severity = "high", when = "metric.none > 1" },
          { id = "b", NAME, severity = "high" },
          { id = "c", NAME, severity = "high", when = "true", clear_after = 0 },
          { id = "d", NAME, severity = "high", segment = { model = "x", change = "fell", days = 1 } },
          { id = "e", NAME, severity = "high", stuck = { } },
          { id = "f", NAME, severity = "high", when = "true" },
          { id = "f", NAME, severity = "high", when = "true" },
        ]
        "#,
    );
    assert_eq!(
        codes(Signals::parse(&text, &words())),
        [
            "problem-condition-metric",
            "problem-signal-test",
            "problem-signal-days",
            "problem-condition-model",
            "problem-signal-stuck",
            "problem-signal-id-taken",
        ]
    );
}

#[test]
fn a_play_is_refused_with_every_reason() {
    let text = named(
        r#"
        play = "p"
        NAME
        hold_out = 0.6
        trigger = { signal = "a", by_hand = true }
        audience = { when = "done.a" }
        again = { after_days = 0 }
        step = [
          { id = "a", do = "task", title = TEXT, due = 3, owner = "nobody" },
          { id = "b", do = "mail", to = "all", subject = TEXT, body = { ja = "{person.nam}", en = "x" } },
          { id = "c", do = "branch", when = "done.a && sent.b", then = "a", else = "e" },
          { id = "d", do = "wait", days = 0 },
          { id = "d", do = "end" },
          { id = "e", do = "end", days = 3 },
          { id = "f", do = "slack" },
          { id = "g", do = "dance" },
        ]
        "#,
    );
    assert_eq!(
        codes(Play::parse(&text, &words())),
        [
            "problem-play-hold-out",
            "problem-play-again",
            "problem-condition-step",
            "problem-play-trigger",
            "problem-play-owner",
            "problem-play-merge",
            "problem-play-target",
            "problem-play-days",
            "problem-play-step-taken",
            "problem-play-field-unused",
            "problem-play-field-missing",
            "problem-play-do",
        ]
    );
}

#[test]
fn a_play_is_switched_on_only_with_owner_hypothesis_dates_and_a_choice_of_hold_out() {
    let base = "play = 'p'\nNAME\ntrigger = { by_hand = true }\nstep = [{ do = 'end' }]\n";
    let today = Day::parse_iso("2026-11-02").expect("a day");
    let draft = Play::parse(&named(base), &words()).expect("a draft");
    assert_eq!(draft.not_ready(today).len(), 5);
    let whole = |review: &str, stop: &str| {
        let more =
            format!("owner = 'a@b.example'\nhypothesis = TEXT\nreview_on = {review}\nstop_on = {stop}\nhold_out = 0\n");
        Play::parse(&named(&format!("{more}{base}")), &words()).expect("a play").not_ready(today)
    };
    assert_eq!(whole("2027-01-31", "2027-03-31"), []);
    assert_eq!(whole("2026-11-01", "2026-11-02")[0].code, "problem-play-stop-passed");
    assert_eq!(whole("2027-04-01", "2027-03-31")[0].code, "problem-play-review-late");
}

#[test]
fn a_schedule_falls_on_its_days() {
    let day = |text: &str| Day::parse_iso(text).expect("a day");
    assert_eq!(Schedule::parse("weekly:0"), None);
    assert_eq!(Schedule::parse("monthly:32"), None);
    assert_eq!(Schedule::parse("yearly"), None);
    let falls = |schedule: &str, on: &str| Schedule::parse(schedule).expect("a schedule").falls_on(day(on));
    assert!(falls("daily", "2026-11-03"));
    assert!(falls("weekly:1", "2026-11-02") && !falls("weekly:1", "2026-11-01") && falls("weekly:7", "2026-11-01"));
    assert!(
        falls("monthly:31", "2027-02-28") && !falls("monthly:31", "2027-02-27") && falls("monthly:31", "2026-12-31")
    );
}
