//! The demo of a fixed day in a folder of its own.

use banso_app::App;
use banso_app::demo::DemoPlan;
use banso_domain::members::Role;
use banso_kernel::{Clock, Day, Lang, MemberId, Micros, Zone};
use banso_testbed::Counter;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

pub const TODAY: Day = Day(20_777);

/// It is always noon, of a day that can be set.
pub struct Noon(AtomicI32);

impl Noon {
    pub fn set(&self, day: Day) {
        self.0.store(day.0, Ordering::Relaxed);
    }
}

impl Clock for Noon {
    fn now(&self) -> Micros {
        Micros(Zone::tokyo().start_of(Day(self.0.load(Ordering::Relaxed))).0 + 12 * 3_600_000_000)
    }
}

pub struct Demo {
    pub app: App,
    pub manager: banso_app::Principal,
    pub clock: Arc<Noon>,
    _dir: tempfile::TempDir,
}

pub async fn demo(accounts: usize) -> Demo {
    let dir = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(Noon(AtomicI32::new(TODAY.0)));
    let app = App::open(dir.path(), clock.clone(), Arc::new(Counter::default())).await.expect("an app");
    let plan = DemoPlan { seed: 7, accounts, as_of: Some(TODAY) };
    let vendor = app.demo_vendor(&plan).await.expect("a vendor");
    let members = app.make_demo_members(&vendor, "correct horse battery staple").await.expect("members");
    app.make_demo(&plan, &members, &|_| {}).await.expect("a demo");
    let manager = banso_app::Principal {
        member: MemberId(1),
        role: Role::Manager,
        lang: Lang::Ja,
        name: "髙橋".to_owned(),
        past: None,
    };
    Demo { app, manager, clock, _dir: dir }
}
