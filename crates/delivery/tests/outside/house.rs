//! Receivers that behave as told, a resolver that lies, and dialers for both.

use async_trait::async_trait;
use banso_delivery::{Dialer, Guard, Resolver, Trust};
use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

pub const CA: &str = include_str!("certs/ca.pem");
/// Long enough for everything that answers.
pub const LONG: Duration = Duration::from_secs(20);
/// What those who never answer are given.
pub const SHORT: Duration = Duration::from_millis(400);

/// Names and their addresses; each look-up takes the next list, the last one stays.
#[derive(Default)]
pub struct Liar {
    pub names: Mutex<HashMap<String, Vec<Vec<IpAddr>>>>,
    pub asked: AtomicUsize,
}

impl Liar {
    pub fn says(self, name: &str, answers: &[&[&str]]) -> Self {
        let ip = |text: &&str| text.parse().expect("an address");
        let lists = answers.iter().map(|list| list.iter().map(ip).collect()).collect();
        self.names.lock().expect("names").insert(name.to_owned(), lists);
        self
    }
}

#[async_trait]
impl Resolver for Liar {
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut names = self.names.lock().expect("names");
        let lists = names.get_mut(host).ok_or(io::ErrorKind::NotFound)?;
        if lists.len() > 1 { Ok(lists.remove(0)) } else { Ok(lists[0].clone()) }
    }
}

pub fn dialer(guard: Guard, liar: Liar) -> Dialer {
    Dialer::new(guard, Arc::new(liar), Trust::only(CA).expect("an authority"))
}

/// May talk to this machine.
pub fn local() -> Dialer {
    let here: &[&[&str]] = &[&["127.0.0.1"]];
    let liar = Liar::default().says("receiver.example", here).says("mail.example", here).says("other.example", here);
    dialer(Guard::allowing("127.0.0.0/8,::1").expect("networks"), liar)
}

/// A server's end of TLS.
pub fn acceptor(certificate: &str, key: &str) -> TlsAcceptor {
    let chain = CertificateDer::pem_slice_iter(certificate.as_bytes()).collect::<Result<_, _>>().expect("certificates");
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a pair");
    TlsAcceptor::from(Arc::new(config))
}

pub fn good() -> TlsAcceptor {
    acceptor(include_str!("certs/good.pem"), include_str!("certs/good.key.pem"))
}

pub fn expired() -> TlsAcceptor {
    acceptor(include_str!("certs/expired.pem"), include_str!("certs/expired.key.pem"))
}

/// What a receiver does after it has read a request.
#[derive(Clone)]
pub enum Act {
    /// Writes and closes.
    Say(Vec<u8>),
    /// Writes and keeps the connection until the other side closes it.
    SayAndWait(Vec<u8>),
    /// Writes the head and then bytes without end.
    Endless(Vec<u8>),
    /// Resets the connection.
    Reset,
    /// Answers with the head and the request itself as body.
    Echo(Vec<u8>),
}

/// An HTTP receiver.
pub struct Receiver {
    pub port: u16,
    /// Whole requests, as they came.
    pub seen: Arc<Mutex<Vec<String>>>,
    /// Bytes that the endless answer got rid of.
    pub written: Arc<AtomicUsize>,
}

impl Receiver {
    /// `acts` one after the other; the last one stays.
    pub async fn start(acts: Vec<Act>) -> Self {
        Self::serve(TcpListener::bind("127.0.0.1:0").await.expect("a port"), acts, None)
    }

    pub async fn start_tls(acts: Vec<Act>, tls: TlsAcceptor) -> Self {
        Self::serve(TcpListener::bind("127.0.0.1:0").await.expect("a port"), acts, Some(tls))
    }

    pub fn serve(listener: TcpListener, acts: Vec<Act>, tls: Option<TlsAcceptor>) -> Self {
        let receiver = Self {
            port: listener.local_addr().expect("an address").port(),
            seen: Arc::default(),
            written: Arc::default(),
        };
        let (seen, written) = (Arc::clone(&receiver.seen), Arc::clone(&receiver.written));
        tokio::spawn(async move {
            for number in 0.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                let act = acts[number.min(acts.len() - 1)].clone();
                let (seen, written, tls) = (Arc::clone(&seen), Arc::clone(&written), tls.clone());
                tokio::spawn(async move {
                    match (tls, act) {
                        (None, Act::Reset) => reset(stream, &seen).await,
                        (None, act) => answer(stream, act, &seen, &written).await,
                        (Some(tls), act) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                answer(stream, act, &seen, &written).await;
                            }
                        }
                    }
                });
            }
        });
        receiver
    }

    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("requests").clone()
    }
}

async fn reset(mut stream: TcpStream, seen: &Mutex<Vec<String>>) {
    let request = request(&mut stream).await;
    seen.lock().expect("requests").push(request);
    stream.set_zero_linger().expect("no linger");
}

async fn answer(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    act: Act,
    seen: &Mutex<Vec<String>>,
    written: &AtomicUsize,
) {
    let request = request(&mut stream).await;
    seen.lock().expect("requests").push(request.clone());
    match act {
        Act::Say(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Act::Echo(head) => {
            let _ = stream.write_all(&[head, request.into_bytes()].concat()).await;
            let _ = stream.shutdown().await;
        }
        Act::SayAndWait(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.flush().await;
            while stream.read_u8().await.is_ok() {}
        }
        Act::Endless(head) => {
            let _ = stream.write_all(&head).await;
            while stream.write_all(&[b'x'; 8192]).await.is_ok() && written.load(Ordering::SeqCst) < 1_000_000_000 {
                written.fetch_add(8192, Ordering::SeqCst);
            }
        }
        Act::Reset => {}
    }
}

async fn request(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    while !complete(&bytes) {
        match stream.read_u8().await {
            Ok(byte) => bytes.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn complete(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")).and_then(|n| n.trim().parse().ok());
    bytes.len() >= end + 4 + length.unwrap_or(0)
}

/// A status, headers and a body with its true length.
pub fn says(status: &str, headers: &str, body: &str) -> Act {
    Act::Say(format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes())
}

/// Counts who connects, at every address of this machine.
pub struct Canary {
    pub port: u16,
    count: Arc<AtomicUsize>,
}

impl Canary {
    pub fn start() -> Self {
        let listener = std::net::TcpListener::bind("[::]:0").expect("a port on all addresses");
        let canary = Self { port: listener.local_addr().expect("an address").port(), count: Arc::default() };
        let count = Arc::clone(&canary.count);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                count.fetch_add(1, Ordering::SeqCst);
                drop(stream);
            }
        });
        canary
    }

    /// Connections so far. One of our own comes last in the queue, so all others were counted when it is.
    pub fn count(&self) -> usize {
        let marker = std::net::TcpStream::connect(("127.0.0.1", self.port)).expect("the canary lives");
        // Ends when the canary has counted and dropped it.
        let _ = io::Read::read(&mut &marker, &mut [0]);
        self.count.fetch_sub(1, Ordering::SeqCst) - 1
    }
}
