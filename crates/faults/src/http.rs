//! A small HTTP/1.1 client: one connection that is kept, one request at a time, nothing hidden between the test and
//! the bytes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A connection to the server, opened when first used and again after it broke.
#[derive(Debug)]
pub struct Client {
    address: SocketAddr,
    timeout: Duration,
    open: Option<BufReader<TcpStream>>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// From the first byte sent to the last received.
    pub took: Duration,
}

impl Answer {
    /// The value of a header, named in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// How long the server asks to wait, if it does.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.header("retry-after")?.trim().parse().ok().map(Duration::from_secs)
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// To `address`; no single read or write may take longer than `timeout`.
    #[must_use]
    pub fn new(address: SocketAddr, timeout: Duration) -> Self {
        Self { address, timeout, open: None }
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// As [`Client::post`].
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address), &[])
    }

    /// Posts JSON with a write key, as Segment's libraries do.
    ///
    /// # Errors
    /// No connection, or it broke before the whole answer was there: whether the server took the body is then unknown.
    pub fn post(&mut self, path: &str, key: &str, body: &[u8]) -> io::Result<Answer> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Basic {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n",
            self.address,
            base64(format!("{key}:").as_bytes()),
            body.len()
        );
        self.send(&head, body)
    }

    fn send(&mut self, head: &str, body: &[u8]) -> io::Result<Answer> {
        let answer = self.try_send(head, body);
        let closes = answer.as_ref().map_or(true, |a| a.header("connection").is_some_and(|v| v == "close"));
        if closes {
            self.open = None;
        }
        answer
    }

    fn try_send(&mut self, head: &str, body: &[u8]) -> io::Result<Answer> {
        if self.open.is_none() {
            let stream = TcpStream::connect_timeout(&self.address, self.timeout)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(self.timeout))?;
            stream.set_write_timeout(Some(self.timeout))?;
            self.open = Some(BufReader::new(stream));
        }
        let Some(reader) = self.open.as_mut() else { return Err(io::ErrorKind::NotConnected.into()) };
        let begun = Instant::now();
        let whole = [head.as_bytes(), body].concat();
        reader.get_mut().write_all(&whole)?;
        let (status, headers, body) = read(reader)?;
        Ok(Answer { status, headers, body, took: begun.elapsed() })
    }
}

type Parts = (u16, Vec<(String, String)>, Vec<u8>);

fn read(from: &mut impl BufRead) -> io::Result<Parts> {
    let first = line(from)?;
    let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(|| odd(&first))?;
    let mut headers = Vec::new();
    loop {
        let text = line(from)?;
        if text.is_empty() {
            break;
        }
        let (name, value) = text.split_once(':').ok_or_else(|| odd(&text))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let value = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let mut body = Vec::new();
    if value("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked")) {
        loop {
            let size = line(from)?;
            let size = usize::from_str_radix(size.trim(), 16).map_err(|_| odd(&size))?;
            let at = body.len();
            body.resize(at + size, 0);
            from.read_exact(&mut body[at..])?;
            line(from)?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = value("content-length") {
        body.resize(length.parse().map_err(|_| odd(length))?, 0);
        from.read_exact(&mut body)?;
    }
    Ok((status, headers, body))
}

fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut text = String::new();
    if from.take(64 << 10).read_line(&mut text)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text.trim_end().to_owned())
}

fn odd(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("no HTTP: {text:?}"))
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let three = [part[0], part.get(1).copied().unwrap_or(0), part.get(2).copied().unwrap_or(0)];
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63] as char;
            text.push(if at <= part.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        let said = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(said, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn answers_are_read_whole_in_both_forms() {
        let plain = b"HTTP/1.1 503 Busy\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\nno-rest";
        let (status, headers, body) = read(&mut &plain[..]).expect("reads");
        let answer = Answer { status, headers, body, took: Duration::ZERO };
        assert_eq!((answer.status, answer.text().as_str()), (503, "no"));
        assert_eq!(answer.retry_after(), Some(Duration::from_secs(3)));
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        assert_eq!(read(&mut &chunked[..]).expect("reads").2, b"abcde");
        assert!(read(&mut &b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"[..]).is_err());
    }
}
