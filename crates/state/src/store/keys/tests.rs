//! The file of keys: what crashes leave of it, who writes to it in turn, and that what is destroyed is gone.

use super::file::{KeyFile, SLOT};
use super::{Keys, Subject};
use crate::store::error::{KeysProblem, StateError};
use banso_kernel::Entropy;
use banso_testbed::Drawn;
use proptest::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn drawn(seed: u64) -> Arc<dyn Entropy> {
    Arc::new(Drawn::new(seed))
}

fn made() -> (tempfile::TempDir, PathBuf, Keys) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("keys");
    let keys = Keys::create(&path, drawn(1)).expect("made");
    (folder, path, keys)
}

fn opened(path: &Path, seed: u64) -> Keys {
    Keys::open(path, Some(drawn(seed))).expect("opens").expect("is there")
}

fn holds(path: &Path, key: &[u8]) -> bool {
    std::fs::read(path).expect("reads").windows(key.len()).any(|window| window == key)
}

#[test]
fn a_key_is_made_once_and_found_again() {
    let (_folder, path, keys) = made();
    let (tag, key) = keys.sealing(Subject::Person(7)).expect("made");
    assert_eq!(keys.sealing(Subject::Person(7)).expect("is there"), (tag, key));
    assert_ne!(keys.sealing(Subject::Person(8)).expect("made").1, key);
    assert_ne!(keys.sealing(Subject::Import(7)).expect("made").0, tag, "another kind");
    let again = opened(&path, 2);
    assert_eq!((again.opening(&tag).expect("known"), again.count(), again.id()), (Some(key), 3, keys.id()));
    assert!(Keys::open(&path.with_extension("not"), None).expect("no error").is_none());
}

#[test]
fn a_destroyed_key_is_nowhere_and_its_person_gets_no_other() {
    let (_folder, path, keys) = made();
    let (tag, key) = keys.sealing(Subject::Person(7)).expect("made");
    let (other, kept) = keys.sealing(Subject::Alias("visitor")).expect("made");
    keys.condemn(Subject::Person(7)).expect("condemned");
    keys.condemn(Subject::Person(404)).expect("nobody");
    assert_eq!(keys.opening(&tag).expect("known"), Some(key), "until the rows are gone");
    assert!(matches!(keys.sealing(Subject::Person(7)), Err(StateError::Erased)));
    assert!(!keys.is_destroyed(7));
    // Whoever starts then goes on with it.
    let keys = opened(&path, 2);
    assert_eq!((keys.opening(&tag).expect("known"), keys.is_destroyed(7)), (Some(key), false));
    assert_eq!(keys.destroy_condemned().expect("destroyed"), 1);
    assert_eq!(keys.destroy_condemned().expect("again"), 0);
    assert_eq!((keys.opening(&tag).expect("known"), keys.is_destroyed(7)), (None, true));
    assert!(!holds(&path, &key) && holds(&path, &kept));
    assert!(matches!(opened(&path, 3).sealing(Subject::Person(7)), Err(StateError::Erased)));
    assert!(opened(&path, 3).any_destroyed());
    // A name may be somebody else's later: that is another key.
    keys.condemn(Subject::Alias("visitor")).expect("condemned");
    let (next, new) = keys.sealing(Subject::Alias("visitor")).expect("made");
    assert!(next != other && new != kept);
    keys.destroy_condemned().expect("destroyed");
    assert_eq!((keys.opening(&other).expect("known"), keys.opening(&next).expect("known")), (None, Some(new)));
}

#[test]
fn two_nodes_in_turn_see_what_the_other_made_and_destroyed() {
    let (_folder, path, one) = made();
    let two = opened(&path, 2);
    let (first, _) = one.sealing(Subject::Person(1)).expect("made");
    two.refresh().expect("reads on");
    let (second, key) = two.sealing(Subject::Person(2)).expect("made behind it");
    assert!(one.opening(&second).expect("read on when it is missed") == Some(key));
    one.condemn(Subject::Person(1)).expect("condemned");
    one.destroy_condemned().expect("destroyed");
    two.refresh().expect("reads again");
    assert_eq!((two.opening(&first).expect("known"), two.is_destroyed(1)), (None, true));
    assert_eq!(opened(&path, 3).count(), 2);
}

#[test]
fn a_slot_with_a_wrong_checksum_opens_nothing_and_is_wiped_when_keys_are_destroyed() {
    let (_folder, path, keys) = made();
    let (first, key) = keys.sealing(Subject::Person(1)).expect("made");
    let (second, kept) = keys.sealing(Subject::Person(2)).expect("made");
    let mut bytes = std::fs::read(&path).expect("reads");
    bytes[2 * SLOT] ^= 1;
    std::fs::write(&path, bytes).expect("writes");
    let keys = opened(&path, 2);
    let missed = keys.opening(&first).expect_err("unknown");
    assert!(matches!(missed, StateError::Keys { problem: KeysProblem::Older, .. }), "{missed}");
    assert_eq!((keys.opening(&second).expect("known"), keys.count()), (Some(kept), 2));
    keys.destroy_condemned().expect("wiped");
    assert!(!holds(&path, &key) && holds(&path, &kept));
}

#[test]
fn a_head_that_cannot_be_read_is_told() {
    let (_folder, path, _) = made();
    let mut bytes = std::fs::read(&path).expect("reads");
    bytes[20] ^= 1;
    for damaged in [bytes.as_slice(), &bytes[..70], b""] {
        std::fs::write(&path, damaged).expect("writes");
        let refused = Keys::open(&path, None).expect_err("damaged");
        assert!(matches!(refused, StateError::Keys { problem: KeysProblem::Damaged, .. }), "{refused}");
    }
    assert!(KeyFile::open(&path.with_extension("other")).expect("no error").is_none());
}

#[tokio::test]
async fn only_what_was_written_is_brought_to_disk() {
    let (_folder, path, keys) = made();
    assert_eq!(keys.sync().await.expect("nothing to do"), None);
    keys.sealing(Subject::Person(1)).expect("made");
    // Another node does not know whether it is on disk.
    assert_eq!(opened(&path, 2).sync().await.expect("synced"), Some(1));
    assert_eq!((keys.sync().await.expect("synced"), keys.sync().await.expect("done")), (Some(1), None));
}

proptest! {
    /// Wherever a power cut ends the file, all keys before that are there, and those that are made next are found.
    #[test]
    fn a_torn_tail_costs_nothing_that_was_whole(people in 1i64..20, cut in 0usize..128, garbage in any::<bool>()) {
        let (_folder, path, keys) = made();
        let known: HashMap<i64, _> =
            (0..people).map(|id| (id, keys.sealing(Subject::Person(id)).expect("made"))).collect();
        let mut bytes = std::fs::read(&path).expect("reads");
        let whole = bytes.len() - cut.min((people as usize) * SLOT);
        if garbage { bytes[whole..].fill(0x5a) } else { bytes.truncate(whole) }
        std::fs::write(&path, &bytes).expect("writes");
        let keys = opened(&path, 2);
        let left = ((whole - 2 * SLOT) / SLOT) as i64;
        for id in 0..left {
            prop_assert_eq!(keys.opening(&known[&id].0).expect("known"), Some(known[&id].1));
        }
        let next = keys.sealing(Subject::Person(people - 1)).expect("made or there");
        let other = keys.sealing(Subject::Person(people)).expect("made");
        let again = opened(&path, 3);
        for (tag, key) in [next, other] {
            prop_assert_eq!(again.opening(&tag).expect("known"), Some(key));
        }
    }
}
