//! The file of keys: a head with the secret of the workspace, then slots of 64 bytes, one for each key ever made. A slot is
//! appended once and changed in place at most twice: when its key is to go, and when it has gone.

use crate::store::error::{KeysProblem, Result, StateError};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What tells a key, and says nothing of whom it is for to whoever has not the secret.
pub(super) type Tag = [u8; 16];

/// Of the cipher.
pub(super) type Key = [u8; 32];

/// Bytes of a slot. Disks write a sector as a whole, and slots do not cross its border.
pub(super) const SLOT: usize = 64;

/// Bytes before the first slot: the head, and a block with the count of changes in place.
const HEAD: usize = 2 * SLOT;

const MAGIC: [u8; 16] = *b"banso keys 1\n\0\0\0";

/// Bytes of the checksum at the end of head and slots.
const SUM: usize = 8;

const ALIVE: u8 = 1;
const CONDEMNED: u8 = 2;
const DESTROYED: u8 = 3;

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key in use.
    Alive(Tag, Key),
    /// A key that still opens, seals nothing new, and is to be destroyed.
    Condemned(Tag, Key),
    /// There was a key.
    Destroyed(Tag),
    /// Nothing that makes sense: a power cut came when it was being written.
    Unreadable,
}

/// The open file.
#[derive(Debug)]
pub(super) struct KeyFile {
    file: File,
    path: PathBuf,
    secret: [u8; 32],
}

impl KeyFile {
    /// Makes the file, whole or not at all, readable by its owner only.
    pub(super) fn create(path: &Path, secret: [u8; 32]) -> Result<Self> {
        let new = path.with_extension("new");
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&new)?;
        let mut head = [0; HEAD];
        head[..16].copy_from_slice(&MAGIC);
        head[16..48].copy_from_slice(&secret);
        let sum = sum(&secret, &head[..SLOT - SUM]);
        head[SLOT - SUM..SLOT].copy_from_slice(&sum);
        file.write_all(&head)?;
        file.sync_all()?;
        fs::rename(&new, path)?;
        #[cfg(unix)]
        File::open(path.parent().unwrap_or(path))?.sync_all()?;
        Ok(Self { file, path: path.to_owned(), secret })
    }

    /// Opens the file; none if there is none.
    pub(super) fn open(path: &Path) -> Result<Option<Self>> {
        let mut file = match File::options().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut head = [0; HEAD];
        let damaged = || StateError::Keys { file: path.to_owned(), problem: KeysProblem::Damaged };
        file.read_exact(&mut head).map_err(|_| damaged())?;
        let mut secret = [0; 32];
        secret.copy_from_slice(&head[16..48]);
        if head[..16] != MAGIC || head[SLOT - SUM..SLOT] != sum(&secret, &head[..SLOT - SUM]) {
            return Err(damaged());
        }
        Ok(Some(Self { file, path: path.to_owned(), secret }))
    }

    /// What hashes are keyed with.
    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a network file system show what other machines wrote, which taking a lock does. Where files cannot be locked
    /// nothing happens.
    pub(super) fn look_anew(&self) {
        if self.file.lock().is_ok() {
            let _ = self.file.unlock();
        }
    }

    /// How often a slot was changed in place: whoever remembers another number reads all slots again.
    pub(super) fn changes(&mut self) -> Result<u64> {
        let mut bytes = [0; 8];
        self.file.seek(SeekFrom::Start(SLOT as u64))?;
        self.file.read_exact(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// The whole slots from place `from` on.
    pub(super) fn read(&mut self, from: u64) -> Result<Vec<Slot>> {
        let length = self.file.metadata()?.len();
        let begin = offset(from);
        if length < begin + SLOT as u64 {
            return Ok(Vec::new());
        }
        let mut bytes = vec![0; usize::try_from(length - begin).unwrap_or_default() / SLOT * SLOT];
        self.file.seek(SeekFrom::Start(begin))?;
        self.file.read_exact(&mut bytes)?;
        Ok(bytes.chunks_exact(SLOT).map(|slot| self.parse(slot)).collect())
    }

    /// Writes a slot at its place: behind the last one, over whatever a power cut left there, or over itself.
    pub(super) fn write(&mut self, place: u64, slot: &Slot) -> Result<()> {
        let bytes = self.bytes(slot);
        self.file.seek(SeekFrom::Start(offset(place)))?;
        Ok(self.file.write_all(&bytes)?)
    }

    /// Tells others that slots were changed in place.
    pub(super) fn count_change(&mut self) -> Result<u64> {
        let changes = self.changes()?.wrapping_add(1);
        self.file.seek(SeekFrom::Start(SLOT as u64))?;
        self.file.write_all(&changes.to_le_bytes())?;
        Ok(changes)
    }

    /// A handle with which another thread can bring to disk what was written.
    pub(super) fn handle(&self) -> Result<File> {
        Ok(self.file.try_clone()?)
    }

    fn bytes(&self, slot: &Slot) -> [u8; SLOT] {
        let mut bytes = [0; SLOT];
        let (state, tag, key) = match slot {
            Slot::Alive(tag, key) => (ALIVE, tag, key),
            Slot::Condemned(tag, key) => (CONDEMNED, tag, key),
            Slot::Destroyed(tag) => (DESTROYED, tag, &[0; 32]),
            Slot::Unreadable => return bytes,
        };
        bytes[0] = state;
        bytes[8..24].copy_from_slice(tag);
        bytes[24..56].copy_from_slice(key);
        let sum = sum(&self.secret, &bytes[..SLOT - SUM]);
        bytes[SLOT - SUM..].copy_from_slice(&sum);
        bytes
    }

    fn parse(&self, bytes: &[u8]) -> Slot {
        let (mut tag, mut key) = ([0; 16], [0; 32]);
        tag.copy_from_slice(&bytes[8..24]);
        key.copy_from_slice(&bytes[24..56]);
        if bytes[SLOT - SUM..] != sum(&self.secret, &bytes[..SLOT - SUM]) {
            return Slot::Unreadable;
        }
        match bytes[0] {
            ALIVE => Slot::Alive(tag, key),
            CONDEMNED => Slot::Condemned(tag, key),
            DESTROYED => Slot::Destroyed(tag),
            _ => Slot::Unreadable,
        }
    }
}

fn offset(place: u64) -> u64 {
    HEAD as u64 + place * SLOT as u64
}

fn sum(secret: &[u8; 32], bytes: &[u8]) -> [u8; SUM] {
    let hash = blake3::keyed_hash(secret, bytes);
    std::array::from_fn(|at| hash.as_bytes()[at])
}
