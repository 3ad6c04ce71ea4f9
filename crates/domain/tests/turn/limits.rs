//! Hours, days off and the weekly limit.

use super::world::{HOUR, monday};
use banso_domain::plays::{Limits, add_business_days, arm_share};
use banso_kernel::{Day, Micros, Zone};
use proptest::prelude::*;

const WEEK: i64 = 168 * HOUR;

fn weekday(day: Day) -> bool {
    !matches!(day.weekday(), 0 | 6)
}

fn at(day: Day, minutes: i64) -> Micros {
    Micros(Zone::tokyo().start_of(day).0 + minutes * HOUR / 60)
}

#[test]
fn what_is_decided_on_friday_evening_goes_on_monday_morning() {
    let (limits, zone) = (Limits::default(), Zone::tokyo());
    let friday = monday() + 4;
    let open = |moment| limits.open(moment, &zone, &weekday);
    assert_eq!(open(at(friday, 19 * 60)), at(monday() + 7, 510));
    assert_eq!(open(at(friday, 12 * 60)), at(friday, 12 * 60));
    assert_eq!(open(at(friday, 0)), at(friday, 510));
    let holiday = |day: Day| weekday(day) && day != monday() + 7;
    assert_eq!(limits.open(at(friday, 19 * 60), &zone, &holiday), at(monday() + 8, 510));
    assert_eq!(limits.open(at(friday, 0), &zone, &|_| false), at(friday, 0), "late rather than lost");
    assert_eq!(Limits::new(2, 600, 600).expect_err("no hours").code, "problem-play-hours");
}

#[test]
fn three_business_days_over_a_week_of_holidays() {
    let day = |text: &str| Day::parse_iso(text).expect("a day");
    let off = [day("2026-09-21"), day("2026-09-22"), day("2026-09-23")];
    let business = |day: Day| weekday(day) && !off.contains(&day);
    assert_eq!(add_business_days(day("2026-09-18"), 3, &business), day("2026-09-28"));
    assert_eq!(add_business_days(day("2026-09-18"), 0, &business), day("2026-09-18"));
    assert_eq!(add_business_days(day("2026-09-18"), 2, &|_| false), day("2026-09-20"), "no calendar holds it for ever");
}

proptest! {
    #[test]
    fn nobody_gets_more_than_the_limit_in_any_seven_days(
        per_week in 1usize..4,
        gaps in proptest::collection::vec(0i64..80, 1..40),
        urgent in any::<bool>(),
    ) {
        let limits = Limits { per_week, ..Limits::default() };
        let zone = Zone::tokyo();
        let (mut now, mut went) = (at(monday(), 0), Vec::<Micros>::new());
        for gap in gaps {
            now = Micros(now.0 + gap * HOUR);
            let moment =
                if urgent { limits.free(now, &went) } else { limits.earliest(now, &zone, &weekday, &went) };
            prop_assert!(moment >= now);
            went.push(moment);
            went.sort_unstable();
        }
        for window in went.windows(per_week + 1) {
            prop_assert!(window[per_week].0 - window[0].0 >= WEEK);
        }
    }

    #[test]
    fn a_message_goes_within_the_hours_of_a_business_day(moment in 0i64..4_000_000_000_000_000) {
        let (limits, zone) = (Limits::default(), Zone::tokyo());
        let open = limits.open(Micros(moment), &zone, &weekday);
        let minute = (open.0 - zone.start_of(zone.day_of(open)).0) / (HOUR / 60);
        prop_assert!(weekday(zone.day_of(open)) && (510..1110).contains(&minute) && open.0 >= moment);
    }
}

#[test]
fn the_share_held_out_is_within_one_percent_and_differs_from_play_to_play() {
    for share in [0.1, 0.25, 0.5] {
        for play in ["a", "b", "set_up_follow_up"] {
            let held = (0..10_000).filter(|n| arm_share(play, &format!("account-{n}")) < share).count();
            assert!((held as f64 / 10_000.0 - share).abs() < 0.01, "{play} {share}: {held}");
        }
    }
    let both = (0..10_000).filter(|n| {
        let key = format!("account-{n}");
        arm_share("a", &key) < 0.5 && arm_share("b", &key) < 0.5
    });
    assert!((both.count() as f64 / 10_000.0 - 0.25).abs() < 0.015, "two plays hold out independently");
    assert_eq!(arm_share("a", "account-1").to_bits(), arm_share("a", "account-1").to_bits());
    assert!(
        (arm_share("set_up_follow_up", "account-1") - PINNED).abs() < 1e-12,
        "must never change: {}",
        arm_share("set_up_follow_up", "account-1")
    );
}

/// As computed when the first play was shipped; a change would deal the arms of running plays anew.
const PINNED: f64 = 0.660_744_195_452_407_3;
