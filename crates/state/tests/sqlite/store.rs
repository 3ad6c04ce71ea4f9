//! A fresh store for each test.

use banso_state::State;

/// Of a property. Each has a store of its own.
pub const CASES: u32 = 32;

/// A store and the folder that goes with it.
pub struct Fresh {
    pub state: State,
    folder: tempfile::TempDir,
}

/// An empty store.
pub async fn fresh() -> Option<Fresh> {
    let folder = tempfile::tempdir().expect("a folder");
    let state = State::open(&folder.path().join("state.db")).await.expect("opens");
    Some(Fresh { state, folder })
}

impl Fresh {
    /// The same store, as another process opens it.
    pub async fn again(&self) -> State {
        State::open(&self.folder.path().join("state.db")).await.expect("opens")
    }
}
