//! Somebody whom the program tells things: an HTTP server that keeps every request, and does not always behave.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How it behaves, from the next request on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Answers 200 after so long, but once in so many times 500 to what it has taken (0: never).
    Well(Duration, usize),
    /// Takes requests and never answers, until it behaves otherwise.
    Silent,
    /// Answers 503 and takes nothing.
    Broken,
}

/// A request that came whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// How it was answered, or is to be.
    pub manner: Manner,
}

impl Told {
    /// The value of a header, named in lower case; empty without.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }
}

#[derive(Debug)]
struct Shared {
    manner: Mutex<Manner>,
    told: Mutex<Vec<Told>>,
    over: AtomicBool,
}

fn held<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running receiver, with a thread for each connection.
#[derive(Debug)]
pub struct Receiver {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

impl Receiver {
    /// Starts one on a free port of this machine.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let shared =
            Arc::new(Shared { manner: Mutex::new(manner), told: Mutex::default(), over: AtomicBool::new(false) });
        let of = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if of.over.load(Ordering::Relaxed) {
                    return;
                }
                let (Ok(stream), of) = (stream, Arc::clone(&of)) else { continue };
                std::thread::spawn(move || of.serve(stream));
            }
        });
        Self { address, shared }
    }

    /// Behaves like this from now on.
    pub fn behave(&self, manner: Manner) {
        *held(&self.shared.manner) = manner;
    }

    /// What it was told so far, in the order in which it came.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        held(&self.shared.told).clone()
    }

    /// How many requests came so far.
    #[must_use]
    pub fn requests(&self) -> usize {
        held(&self.shared.told).len()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
        // Wakes the one that waits for connections.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream) {
        let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
        while let Some((headers, body)) = request(&mut stream) {
            let manner = *held(&self.manner);
            let number = {
                let mut told = held(&self.told);
                told.push(Told { headers, body, manner });
                told.len()
            };
            let line = match manner {
                Manner::Broken => "503 Service Unavailable",
                Manner::Well(pause, stumbles) => {
                    std::thread::sleep(pause);
                    if stumbles > 0 && number % stumbles == 0 { "500 Internal Server Error" } else { "200 OK" }
                }
                Manner::Silent => {
                    while *held(&self.manner) == Manner::Silent && !self.over.load(Ordering::Relaxed) {
                        std::thread::sleep(Duration::from_millis(50));
                    }
                    return;
                }
            };
            if stream.write_all(format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\n\r\n").as_bytes()).is_err() {
                return;
            }
        }
    }
}

/// The next request of a connection; none at its end, or if it is no whole one.
fn request(stream: &mut TcpStream) -> Option<(Vec<(String, String)>, String)> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 8_192]);
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lines = head.lines().skip(1).filter_map(|line| line.split_once(':'));
            let headers: Vec<(String, String)> =
                lines.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
            let length = headers.iter().find(|(name, _)| name == "content-length");
            let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                let body = body.to_owned();
                return Some((headers, body));
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn send(to: &Receiver) -> String {
        let mut stream = TcpStream::connect(to.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_millis(200))).expect("set");
        stream.write_all(b"POST / HTTP/1.1\r\nWebhook-Id: k\r\nContent-Length: 2\r\n\r\nhi").expect("sent");
        let mut buffer = [0; 512];
        let read = stream.read(&mut buffer).unwrap_or(0);
        String::from_utf8_lossy(&buffer[..read]).chars().skip(9).take(3).collect()
    }

    #[test]
    fn it_keeps_what_it_is_told_and_answers_as_it_is_asked_to() {
        let receiver = Receiver::start(Manner::Well(Duration::ZERO, 3));
        assert_eq!([send(&receiver), send(&receiver), send(&receiver)], ["200", "200", "500"]);
        receiver.behave(Manner::Broken);
        assert_eq!(send(&receiver), "503");
        receiver.behave(Manner::Silent);
        assert_eq!(send(&receiver), "");
        let told = receiver.told();
        assert_eq!((told.len(), told[4].header("webhook-id"), told[4].body.as_str()), (5, "k", "hi"));
    }
}
