//! Prints some accounts of the demo, for looking at: `cargo run -p banso-demo --example look -- 20`.

use banso_demo::simulate;
use banso_kernel::{Day, Zone};

#[expect(clippy::print_stdout, reason = "that is what it is for")]
fn main() {
    let count = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(12);
    let end = Day::from_ymd(2026, 11, 21).unwrap_or(Day(0));
    for bundle in simulate(1, 300, end, 18, Zone::tokyo()).iter().take(count) {
        let account = &bundle.account;
        println!(
            "{} {} ({}) {} {} {} {} since {:?}, {:?}, left {:?}, {} facts",
            account.key,
            account.name,
            account.kana,
            account.domain,
            account.industry,
            account.plan,
            account.phase,
            account.signed_up_on,
            bundle.story,
            bundle.churned_on,
            bundle.facts.len()
        );
        for person in bundle.people.iter().take(3) {
            let p = person;
            println!(
                "   {} {} ({} {}) {} {} {} {}",
                p.family, p.given, p.family_kana, p.given_kana, p.email, p.department, p.title, p.champion
            );
        }
        for c in &bundle.contracts {
            println!(
                "   {} {} ¥{} {}..{:?} by {:?} {:?} {}",
                c.key, c.product, c.monthly.minor, c.starts_on, c.ends_on, c.decline_by, c.ringi, c.decider
            );
        }
        for touch in bundle.touches.iter().rev().take(2) {
            println!("   {:?} {}", touch.kind, touch.summary);
        }
    }
}
