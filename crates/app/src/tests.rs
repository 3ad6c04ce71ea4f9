//! What tests of use cases share.

use crate::App;
use banso_kernel::{Clock, Entropy, Micros};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// 2026-01-05, always.
struct Still;

impl Clock for Still {
    fn now(&self) -> Micros {
        Micros(1_767_571_200_000_000)
    }
}

/// Counts instead of being random.
struct Counting(AtomicU8);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|byte| *byte = self.0.fetch_add(1, Ordering::Relaxed));
    }
}

/// An application in a new folder.
pub(crate) async fn app() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::open(folder.path(), Arc::new(Still), Arc::new(Counting(AtomicU8::new(1)))).await.expect("opens");
    (folder, app)
}
