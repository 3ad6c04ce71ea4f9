//! The encoding of a text file, told by its bytes, and its conversion to UTF-8 while reading.

use encoding_rs::{CoderResult, Decoder, SHIFT_JIS, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};
use std::io::{self, Read};

/// An encoding that is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Shift_JIS as Windows writes it (Windows-31J).
    ShiftJis,
    /// UTF-16 with a byte order mark, little end first.
    Utf16Le,
    /// UTF-16 with a byte order mark, big end first.
    Utf16Be,
}

impl Encoding {
    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::ShiftJis => "Shift_JIS",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        }
    }
}

/// Bytes that are looked at after the first one that is not ASCII.
const EVIDENCE: usize = 1 << 18;
/// Bytes that are searched for one that is not ASCII.
const SEARCHED: usize = 1 << 30;

/// Tells the encoding. Reads until it has seen enough that is not ASCII.
pub(super) fn detect(mut bytes: impl Read) -> Encoding {
    let mut buffer = vec![0; 1 << 16];
    let mut evidence: Vec<u8> = Vec::new();
    let (mut first, mut searched) = (true, 0);
    while let Ok(n) = bytes.read(&mut buffer) {
        let chunk = &buffer[..n];
        if n == 0 || searched > SEARCHED || evidence.len() > EVIDENCE {
            break;
        }
        if first {
            match chunk {
                [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
                [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
                [0xEF, 0xBB, 0xBF, ..] => return Encoding::Utf8,
                _ => {}
            }
            first = false;
        }
        searched += n;
        if !evidence.is_empty() || !chunk.is_ascii() {
            evidence.extend_from_slice(chunk);
        }
    }
    judge(&evidence)
}

/// UTF-8 unless more lines can be read as Shift_JIS.
fn judge(evidence: &[u8]) -> Encoding {
    let (mut utf8, mut sjis) = (0u32, 0u32);
    for line in evidence.split(|b| *b == b'\n').filter(|line| !line.is_ascii()) {
        if std::str::from_utf8(line).is_ok() {
            utf8 += 1;
        } else if !SHIFT_JIS.decode_without_bom_handling(line).1 {
            sjis += 1;
        }
    }
    if sjis > utf8 { Encoding::ShiftJis } else { Encoding::Utf8 }
}

/// UTF-8 passes as it is (broken bytes are found cell by cell); other encodings are converted, broken bytes become
/// U+FFFD.
pub(super) struct Utf8<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    raw_range: (usize, usize),
    ended: bool,
    finished: bool,
}

impl<R: Read> Utf8<R> {
    pub(super) fn new(inner: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::ShiftJis => Some(SHIFT_JIS.new_decoder_without_bom_handling()),
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
        };
        Self { inner, decoder, raw: vec![0; 1 << 15], raw_range: (0, 0), ended: false, finished: false }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return self.inner.read(out) };
        loop {
            if self.finished {
                return Ok(0);
            }
            if self.raw_range.0 == self.raw_range.1 && !self.ended {
                let n = self.inner.read(&mut self.raw)?;
                self.raw_range = (0, n);
                self.ended = n == 0;
            }
            let (from, to) = self.raw_range;
            let (result, read, written, _) = decoder.decode_to_utf8(&self.raw[from..to], out, self.ended);
            self.raw_range.0 += read;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if written > 0 || self.finished {
                return Ok(written);
            }
            if result == CoderResult::OutputFull && out.len() < 4 {
                return Err(io::Error::other("buffer too small"));
            }
        }
    }
}
