//! An SMTP server of RFC 5321, as far as a client goes, that misbehaves as told.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What the server says at each step; an empty line means that it closes the connection there.
#[derive(Clone)]
pub struct Manners {
    pub greeting: &'static str,
    pub offers: &'static [&'static str],
    pub login: &'static str,
    pub sender: &'static str,
    pub recipient: &'static str,
    pub data: &'static str,
    pub end: &'static str,
    /// Says nothing after the text.
    pub silent_at_end: bool,
    /// What stands behind the answer to STARTTLS in the same packet.
    pub injected: &'static str,
    /// Repeats what it got in its answer to AUTH.
    pub echoes_login: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            greeting: "220 mail.example ESMTP",
            offers: &["mail.example", "SIZE 10000000", "8BITMIME", "STARTTLS", "AUTH PLAIN LOGIN"],
            login: "235 2.7.0 welcome",
            sender: "250 2.1.0 ok",
            recipient: "250 2.1.5 ok",
            data: "354 go ahead",
            end: "250 2.0.0 queued as 4711",
            silent_at_end: false,
            injected: "",
            echoes_login: false,
        }
    }
}

/// What came in.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// Commands, with `TLS` where it began.
    pub commands: Vec<String>,
    /// Mails, dots taken out again.
    pub mails: Vec<Vec<u8>>,
}

pub struct MailHouse {
    pub port: u16,
    pub log: Arc<Mutex<Log>>,
}

impl MailHouse {
    /// `wrapped`: TLS from the first byte; otherwise `tls` is what STARTTLS leads to.
    pub async fn start(manners: Manners, tls: TlsAcceptor, wrapped: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let house = Self { port: listener.local_addr().expect("an address").port(), log: Arc::default() };
        let log = Arc::clone(&house.log);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (manners, tls, log) = (manners.clone(), tls.clone(), Arc::clone(&log));
                tokio::spawn(async move {
                    let _ = guest(stream, &manners, &tls, wrapped, &log).await;
                });
            }
        });
        house
    }

    pub fn log(&self) -> Log {
        self.log.lock().expect("a log").clone()
    }
}

async fn guest(
    stream: TcpStream,
    manners: &Manners,
    tls: &TlsAcceptor,
    wrapped: bool,
    log: &Mutex<Log>,
) -> std::io::Result<()> {
    let note = |what: &str| log.lock().expect("a log").commands.push(what.to_owned());
    if wrapped {
        let stream = tls.accept(stream).await?;
        note("TLS");
        talk(stream, manners, log, true).await?;
    } else if let Some(stream) = talk(stream, manners, log, true).await? {
        let stream = tls.accept(stream).await?;
        note("TLS");
        talk(stream, manners, log, false).await?;
    }
    Ok(())
}

/// Talks until the end, or until TLS is to begin on the stream that comes back.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    manners: &Manners,
    log: &Mutex<Log>,
    greet: bool,
) -> std::io::Result<Option<S>> {
    let mut stream = BufReader::new(stream);
    if greet && !say(&mut stream, manners.greeting).await? {
        return Ok(None);
    }
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_end().to_owned();
        log.lock().expect("a log").commands.push(line.clone());
        let answer = match line.split([' ', ':']).next().unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => {
                let last = manners.offers.len() - 1;
                let line = |(at, offer)| format!("250{}{offer}", if at == last { " " } else { "-" });
                manners.offers.iter().enumerate().map(line).collect::<Vec<_>>().join("\r\n")
            }
            "STARTTLS" => {
                let answer = format!("220 2.0.0 begin\r\n{}", manners.injected);
                stream.write_all(answer.as_bytes()).await?;
                stream.flush().await?;
                return Ok(Some(stream.into_inner()));
            }
            "AUTH" if manners.echoes_login => format!("535 5.7.8 not known: {line}"),
            "AUTH" => manners.login.to_owned(),
            "MAIL" => manners.sender.to_owned(),
            "RCPT" => manners.recipient.to_owned(),
            "DATA" => {
                if !say(&mut stream, manners.data).await? || !manners.data.starts_with('3') {
                    continue;
                }
                let mail = text(&mut stream).await?;
                log.lock().expect("a log").mails.push(mail);
                if manners.silent_at_end {
                    // Until the other side goes.
                    while stream.read_line(&mut String::new()).await? > 0 {}
                    return Ok(None);
                }
                manners.end.to_owned()
            }
            "QUIT" => "221 2.0.0 bye".to_owned(),
            _ => "500 5.5.2 what?".to_owned(),
        };
        if !say(&mut stream, &answer).await? || line == "QUIT" {
            return Ok(None);
        }
    }
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), line: &str) -> std::io::Result<bool> {
    if line.is_empty() {
        stream.shutdown().await?;
        return Ok(false);
    }
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.flush().await?;
    Ok(true)
}

/// The text of a mail up to its lone dot.
async fn text(stream: &mut (impl AsyncBufReadExt + Unpin)) -> std::io::Result<Vec<u8>> {
    let mut mail = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 || line == b".\r\n" {
            return Ok(mail);
        }
        mail.extend(line.strip_prefix(b".").unwrap_or(&line));
    }
}
