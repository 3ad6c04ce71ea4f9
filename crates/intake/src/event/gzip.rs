//! Bodies as they were before gzip.

use super::Unreadable;
use crate::file::GZIP;
use flate2::bufread::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// Bytes for each packed byte that no events have: a thousand alike pack to a tenth.
const RATIO: usize = 100;

/// The body as it was before gzip, never more than `most` bytes. Told by the first two bytes, which no JSON begins
/// with, and not by a header: proxies unpack a body and leave the header, and SDKs pack without saying so.
///
/// # Errors
/// `TooLarge`, `Bomb` and `Gzip`.
pub fn inflate(body: &[u8], most: usize) -> Result<Cow<'_, [u8]>, Unreadable> {
    if body.len() > most {
        return Err(Unreadable::TooLarge);
    }
    if !body.starts_with(&GZIP) {
        return Ok(Cow::Borrowed(body));
    }
    let mut plain = Vec::with_capacity(body.len().saturating_mul(4).min(most));
    let limit = (most as u64).saturating_add(1);
    let mut packed = MultiGzDecoder::new(body);
    packed.by_ref().take(limit).read_to_end(&mut plain).map_err(|_| Unreadable::Gzip)?;
    let used = body.len().saturating_sub(packed.get_ref().len());
    if plain.len() <= most {
        Ok(Cow::Owned(plain))
    } else if most / RATIO > used {
        Err(Unreadable::Bomb)
    } else {
        Err(Unreadable::TooLarge)
    }
}
