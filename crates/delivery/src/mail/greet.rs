//! From a plain socket to one that the mail library can speak on: STARTTLS is done here, because the library's own TLS
//! would change how TLS is built for everybody.

use lettre::transport::smtp::client::AsyncTokioStream;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;

/// A reply has at most so many bytes.
const REPLY: usize = 16 * 1024;

/// What the library expects first is a greeting. After STARTTLS the server sends no second one, so this is read first.
const GREETED: &[u8] = b"220 ready\r\n";

/// Why STARTTLS did not come about.
#[derive(Debug)]
pub(super) enum NoTls {
    /// The server does not offer it.
    NotOffered,
    /// The server said no with this line.
    Refused(String),
    /// The connection broke.
    Broken(io::Error),
}

impl From<io::Error> for NoTls {
    fn from(error: io::Error) -> Self {
        NoTls::Broken(error)
    }
}

/// Asks for STARTTLS. Reads byte by byte: what an attacker put behind the answer stays in the socket and spoils the
/// handshake, instead of being taken for the server's words under TLS.
pub(super) async fn start_tls(stream: &mut TcpStream, hello: &str) -> Result<(), NoTls> {
    expect(stream, '2').await?;
    stream.write_all(format!("EHLO {hello}\r\n").as_bytes()).await?;
    let offers = expect(stream, '2').await?;
    if !offers.lines().any(|line| line.get(4..).is_some_and(|word| word.trim().eq_ignore_ascii_case("STARTTLS"))) {
        return Err(NoTls::NotOffered);
    }
    stream.write_all(b"STARTTLS\r\n").await?;
    expect(stream, '2').await?;
    Ok(())
}

async fn expect(stream: &mut TcpStream, class: char) -> Result<String, NoTls> {
    let reply = reply(stream).await?;
    if reply.starts_with(class) { Ok(reply) } else { Err(NoTls::Refused(reply.trim_end().to_owned())) }
}

/// One reply of one or more lines.
async fn reply(stream: &mut TcpStream) -> io::Result<String> {
    let mut bytes = Vec::new();
    let mut start = 0;
    while bytes.len() < REPLY {
        let byte = stream.read_u8().await?;
        bytes.push(byte);
        if byte == b'\n' {
            if bytes.get(start + 3) != Some(&b'-') {
                return String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into());
            }
            start = bytes.len();
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

/// A stream for the mail library.
#[derive(Debug)]
pub(super) struct Line<S> {
    stream: S,
    peer: SocketAddr,
    greeting: &'static [u8],
}

impl<S> Line<S> {
    /// A stream on which the server greets.
    pub fn fresh(stream: S, peer: SocketAddr) -> Self {
        Self { stream, peer, greeting: b"" }
    }

    /// A stream on which it already has.
    pub fn greeted(stream: S, peer: SocketAddr) -> Self {
        Self { stream, peer, greeting: GREETED }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Line<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.greeting.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, buf);
        }
        let (now, later) = self.greeting.split_at(self.greeting.len().min(buf.remaining()));
        buf.put_slice(now);
        self.greeting = later;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Line<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin + std::fmt::Debug> AsyncTokioStream for Line<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}
