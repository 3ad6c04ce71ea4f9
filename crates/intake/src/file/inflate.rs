//! Bytes of a file, counted, and unpacked under a guard.

use crate::limits::{RATIO, RATIO_FROM_BYTES};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many bytes of the file have been read; shared with whoever shows progress.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes read so far.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn set(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }
}

/// Counts what passes.
struct Counted<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.meter.0.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops a stream that unpacks to far more than any table does.
struct Guarded<R> {
    inner: R,
    packed: Meter,
    unpacked: u64,
}

/// Repeats its first error for ever, so that whoever reads ahead takes nothing from the one who reads on.
struct Sticky<R> {
    inner: R,
    failed: Option<(io::ErrorKind, String)>,
}

impl<R: Read> Read for Sticky<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            match self.inner.read(buffer) {
                Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                    self.failed = Some((error.kind(), error.to_string()));
                }
                other => return other,
            }
        }
        let (kind, text) = self.failed.clone().unwrap_or((io::ErrorKind::Other, String::new()));
        Err(io::Error::new(kind, text))
    }
}

/// The text of the error that [`Guarded`] stops with.
pub(super) const BOMB: &str = "unpacks to far more than its size";

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.unpacked += n as u64;
        if self.unpacked > RATIO_FROM_BYTES && self.unpacked / RATIO > self.packed.read() {
            return Err(io::Error::other(BOMB));
        }
        Ok(n)
    }
}

/// The two bytes that a gzip file starts with.
pub(crate) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The bytes of a file, unpacked once if it is gzip. Also says whether it was.
pub(super) fn open(path: &Path, meter: Meter) -> io::Result<(bool, Box<dyn Read + Send>)> {
    let mut file = File::open(path)?;
    let mut magic = [0; 2];
    let got = read_full(&mut file, &mut magic)?;
    let start = io::Cursor::new(magic[..got].to_vec());
    let counted = BufReader::with_capacity(1 << 16, start.chain(Counted { inner: file, meter: meter.clone() }));
    if magic == GZIP {
        let unpacked = MultiGzDecoder::new(counted);
        Ok((true, Box::new(Sticky { inner: Guarded { inner: unpacked, packed: meter, unpacked: 0 }, failed: None })))
    } else {
        Ok((false, Box::new(counted)))
    }
}

/// Fills `buffer` as far as there are bytes.
pub(super) fn read_full(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while got < buffer.len() {
        match reader.read(&mut buffer[got..]) {
            Ok(0) => break,
            Ok(n) => got += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(got)
}
