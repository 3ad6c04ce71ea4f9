//! The keys of what is sealed ([`super::sealing`]), one for each [`Subject`], in a file of the data folder: never in the
//! database, whose heap, log and backups would keep a deleted one (ADR 7).
//!
//! Only a write transaction writes to the file, and there is one at a time over all nodes. What was appended is on disk
//! before the transaction that uses it is committed; a key that no committed row uses is harmless. Other nodes read on in
//! the file when they miss a key, and read all of it again when somebody destroyed one.

mod file;
#[cfg(test)]
mod tests;

use super::error::{KeysProblem, Result, StateError};
use banso_kernel::Entropy;
use file::{Key, KeyFile, Slot, Tag};
use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Waiting events share keys by what they wait under: so few that the file stays small however many visitors come, so many
/// that those of one person can be destroyed and few others must be sealed anew.
const BUCKETS: u64 = 4_096;

/// Whose key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject<'a> {
    /// A person's, by our number. It is drawn once and never again after it is destroyed.
    Person(i64),
    /// Of who this visitor turned out to be.
    Alias(&'a str),
    /// Of events that wait under this name and some others.
    Waiting(&'a str),
    /// The report of an import.
    Import(i64),
}

/// The keys of one data folder. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Keys {
    ring: Arc<Mutex<Ring>>,
    secret: [u8; 32],
    entropy: Option<Arc<dyn Entropy>>,
    failing: Arc<AtomicBool>,
}

struct Ring {
    file: KeyFile,
    held: HashMap<Tag, Held>,
    /// Slots that were read or written, which is the place of the next one.
    next: u64,
    /// As the file counted them when it was read.
    changes: u64,
    /// Places of slots that make no sense.
    unreadable: Vec<u64>,
    /// Something was written, here or elsewhere, that may not be on disk.
    unsynced: bool,
}

/// What is known under a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Alive(u64, Key),
    Condemned(u64, Key),
    Destroyed,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// Makes the file.
    pub(crate) fn create(path: &Path, entropy: Arc<dyn Entropy>) -> Result<Self> {
        let mut secret = [0; 32];
        entropy.fill(&mut secret);
        Self::of(KeyFile::create(path, secret)?, Some(entropy))
    }

    /// Reads the file; none if there is none. Without a source of randomness no key can be made.
    pub(crate) fn open(path: &Path, entropy: Option<Arc<dyn Entropy>>) -> Result<Option<Self>> {
        KeyFile::open(path)?.map(|file| Self::of(file, entropy)).transpose()
    }

    fn of(file: KeyFile, entropy: Option<Arc<dyn Entropy>>) -> Result<Self> {
        let secret = *file.secret();
        let mut ring =
            Ring { file, held: HashMap::new(), next: 0, changes: 0, unreadable: Vec::new(), unsynced: false };
        ring.read_all()?;
        Ok(Self { ring: Arc::new(Mutex::new(ring)), secret, entropy, failing: Arc::default() })
    }

    /// Tells the file of one workspace from that of another.
    pub(crate) fn id(&self) -> String {
        let hash = blake3::keyed_hash(&self.secret, b"id of the file");
        super::bulk::hex(&hash.as_bytes()[..16])
    }

    /// How many keys were ever made, as far as this node knows.
    pub(crate) fn count(&self) -> u64 {
        self.ring().next
    }

    /// Where the file is.
    pub(crate) fn problem(&self, problem: KeysProblem) -> StateError {
        StateError::Keys { file: self.ring().file.path().to_owned(), problem }
    }

    /// What was written may not have reached the disk.
    pub(crate) fn is_failing(&self) -> bool {
        self.failing.load(Ordering::Relaxed)
    }

    /// A hash that only this workspace can make. It tells equal texts of a place, and nothing else.
    pub(crate) fn hash(&self, place: &str, bytes: &[u8]) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_keyed(&self.secret);
        hasher.update(&(place.len() as u64).to_le_bytes()).update(place.as_bytes()).update(bytes);
        let mut hash = [0; 16];
        hasher.finalize_xof().fill(&mut hash);
        hash
    }

    /// Fresh random bytes.
    pub(crate) fn draw(&self, bytes: &mut [u8]) -> Result<()> {
        self.entropy.as_ref().ok_or(StateError::OutOfTurn("no source of randomness"))?.fill(bytes);
        Ok(())
    }

    /// The key to seal with, made if there is none. In a write transaction only.
    pub(crate) fn sealing(&self, subject: Subject<'_>) -> Result<(Tag, Key)> {
        let mut ring = self.ring();
        for turn in 0u32.. {
            let tag = self.tag(subject, turn);
            match ring.held.get(&tag) {
                Some(Held::Alive(_, key)) => return Ok((tag, *key)),
                Some(_) if matches!(subject, Subject::Person(_)) => return Err(StateError::Erased),
                Some(_) => {}
                None => {
                    let mut key = [0; 32];
                    self.draw(&mut key)?;
                    let place = ring.next;
                    ring.unsynced = true;
                    ring.file.write(place, &Slot::Alive(tag, key))?;
                    ring.next += 1;
                    ring.held.insert(tag, Held::Alive(place, key));
                    return Ok((tag, key));
                }
            }
        }
        Err(StateError::Erased)
    }

    /// The key under a tag: none if it was destroyed.
    pub(crate) fn opening(&self, tag: &Tag) -> Result<Option<Key>> {
        let mut ring = self.ring();
        if !ring.held.contains_key(tag) {
            ring.refresh()?;
        }
        match ring.held.get(tag) {
            Some(Held::Alive(_, key) | Held::Condemned(_, key)) => Ok(Some(*key)),
            Some(Held::Destroyed) => Ok(None),
            None => Err(StateError::Keys { file: ring.file.path().to_owned(), problem: KeysProblem::Older }),
        }
    }

    /// Whether a person's key was destroyed.
    pub(crate) fn is_destroyed(&self, person: i64) -> bool {
        let ring = self.ring();
        ring.held.get(&self.tag(Subject::Person(person), 0)) == Some(&Held::Destroyed)
    }

    /// Whether any key was ever destroyed.
    pub(crate) fn any_destroyed(&self) -> bool {
        let ring = self.ring();
        ring.changes > 0 && ring.held.values().any(|held| *held == Held::Destroyed)
    }

    /// Reads what other nodes wrote. At the beginning of each write transaction, so that no slot is written twice.
    pub(crate) fn refresh(&self) -> Result<()> {
        let mut ring = self.ring();
        ring.file.look_anew();
        ring.refresh()
    }

    /// The key of this subject seals nothing from now on and is to be destroyed. In a write transaction only.
    pub(crate) fn condemn(&self, subject: Subject<'_>) -> Result<()> {
        let tags: Vec<Tag> = {
            let ring = self.ring();
            (0u32..).map(|turn| self.tag(subject, turn)).take_while(|tag| ring.held.contains_key(tag)).collect()
        };
        tags.iter().try_for_each(|tag| self.condemn_tag(tag))
    }

    /// The same of the key under a tag.
    pub(crate) fn condemn_tag(&self, tag: &Tag) -> Result<()> {
        let mut ring = self.ring();
        if let Some(Held::Alive(place, key)) = ring.held.get(tag).copied() {
            ring.unsynced = true;
            ring.file.write(place, &Slot::Condemned(*tag, key))?;
            ring.changes = ring.file.count_change()?;
            ring.held.insert(*tag, Held::Condemned(place, key));
        }
        Ok(())
    }

    /// Overwrites all condemned keys, and slots that make no sense: a power cut may have come when one was overwritten.
    /// In a write transaction only. They are gone once [`Keys::sync`] has returned. Returns how many those are.
    pub(crate) fn destroy_condemned(&self) -> Result<usize> {
        let mut ring = self.ring();
        let condemned = ring.held.iter().filter_map(|(tag, held)| match held {
            Held::Condemned(place, _) => Some((*tag, *place)),
            _ => None,
        });
        let condemned: Vec<(Tag, u64)> = condemned.collect();
        let unreadable = std::mem::take(&mut ring.unreadable);
        ring.unsynced = true;
        for place in unreadable {
            ring.file.write(place, &Slot::Unreadable)?;
        }
        for (tag, place) in &condemned {
            ring.file.write(*place, &Slot::Destroyed(*tag))?;
            ring.held.insert(*tag, Held::Destroyed);
        }
        ring.changes = ring.file.count_change()?;
        Ok(condemned.len())
    }

    /// Brings to disk what was written, before the transaction that relies on it is committed. Returns how many keys there
    /// are if something was written. After a failure nothing more can be: the system may forget what it could not write.
    pub(crate) async fn sync(&self) -> Result<Option<u64>> {
        if self.is_failing() {
            return Err(StateError::Failing);
        }
        let (file, count) = {
            let ring = self.ring();
            if !ring.unsynced {
                return Ok(None);
            }
            (ring.file.handle()?, ring.next)
        };
        let synced = tokio::task::spawn_blocking(move || file.sync_data()).await.map_err(std::io::Error::other);
        if let Err(error) = synced.and_then(|done| done) {
            self.failing.store(true, Ordering::Relaxed);
            return Err(error.into());
        }
        self.ring().unsynced = false;
        Ok(Some(count))
    }

    /// What a subject's key is found by: its first one, or after that was destroyed the next.
    fn tag(&self, subject: Subject<'_>, turn: u32) -> Tag {
        let bucket = |name: &str| {
            let hash = self.hash("bucket", name.as_bytes());
            u64::from_le_bytes(std::array::from_fn(|at| hash[at])) % BUCKETS
        };
        let (place, mut bytes) = match subject {
            Subject::Person(id) => ("key of a person", id.to_le_bytes().to_vec()),
            Subject::Alias(name) => ("key of an alias", name.as_bytes().to_vec()),
            Subject::Waiting(name) => ("key of waiting events", bucket(name).to_le_bytes().to_vec()),
            Subject::Import(id) => ("key of an import", id.to_le_bytes().to_vec()),
        };
        bytes.extend(turn.to_le_bytes());
        self.hash(place, &bytes)
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ring {
    fn read_all(&mut self) -> Result<()> {
        self.changes = self.file.changes()?;
        self.held.clear();
        self.unreadable.clear();
        self.next = 0;
        self.read_on()
    }

    fn read_on(&mut self) -> Result<()> {
        for slot in self.file.read(self.next)? {
            // Whoever wrote it may have died before it was on disk.
            self.unsynced = true;
            let (tag, held) = match slot {
                Slot::Alive(tag, key) => (tag, Held::Alive(self.next, key)),
                Slot::Condemned(tag, key) => (tag, Held::Condemned(self.next, key)),
                Slot::Destroyed(tag) => (tag, Held::Destroyed),
                Slot::Unreadable => {
                    self.unreadable.push(self.next);
                    self.next += 1;
                    continue;
                }
            };
            self.held.insert(tag, held);
            self.next += 1;
        }
        Ok(())
    }

    fn refresh(&mut self) -> Result<()> {
        if self.file.changes()? == self.changes { self.read_on() } else { self.read_all() }
    }
}
