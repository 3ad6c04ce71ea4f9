//! The one function that opens sockets: resolve, check every address, connect to what was checked.

use crate::guard::{Guard, plain};
use crate::outcome::Outcome;
use crate::target::Target;
use crate::tls::Trust;
use async_trait::async_trait;
use banso_kernel::Problem;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

/// One address gets so long to answer before the next is tried.
const PER_ADDRESS: Duration = Duration::from_secs(5);

/// At most so many of a name's addresses are tried.
const ADDRESSES: usize = 4;

/// Turns names into addresses. Tests pass one that lies.
#[async_trait]
pub trait Resolver: Send + Sync {
    /// All addresses of `host`, best first.
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The operating system's resolver.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

#[async_trait]
impl Resolver for SystemResolver {
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((host, 0)).await?.map(|found| found.ip()).collect())
    }
}

/// Why there is no connection. Nothing was sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NoLine {
    /// The guard does not allow the address.
    Forbidden { host: String, address: IpAddr },
    /// The name has no address now.
    Unknown { host: String },
    /// Nobody answers there.
    Unreachable { host: String, detail: String },
    /// The receiver could not prove its name, or speaks no TLS.
    Tls { host: String, detail: String },
}

impl NoLine {
    /// What it means for a send: a forbidden address will not become allowed by waiting; all else may.
    pub(crate) fn outcome(&self) -> Outcome {
        match self {
            NoLine::Forbidden { host, address } => Outcome::never(
                Problem::new("delivery-address-forbidden")
                    .with("host", host.as_str())
                    .with("address", address.to_string()),
            ),
            NoLine::Unknown { host } => {
                Outcome::again(Problem::new("delivery-host-unknown").with("host", host.as_str()))
            }
            NoLine::Unreachable { host, detail } => {
                let why = Problem::new("delivery-unreachable").with("host", host.as_str());
                Outcome::again(why.with("detail", detail.as_str()))
            }
            NoLine::Tls { host, detail } => {
                let why = Problem::new("delivery-tls").with("host", host.as_str());
                Outcome::again(why.with("detail", detail.as_str()))
            }
        }
    }
}

/// Opens all connections that leave the house.
#[derive(Clone)]
pub struct Dialer {
    guard: Guard,
    resolver: Arc<dyn Resolver>,
    trust: Trust,
}

impl fmt::Debug for Dialer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialer").field("guard", &self.guard).finish_non_exhaustive()
    }
}

impl Dialer {
    /// A dialer that follows `guard`.
    #[must_use]
    pub fn new(guard: Guard, resolver: Arc<dyn Resolver>, trust: Trust) -> Self {
        Self { guard, resolver, trust }
    }

    /// Would a send to `target` be allowed now? For settings pages; each send asks again, because names move.
    ///
    /// # Errors
    /// The problem to show: forbidden, or not found.
    pub async fn check(&self, target: &Target) -> Result<(), Problem> {
        match self.checked(target).await.map_err(|no| no.outcome()) {
            Err(Outcome::Never { why, .. } | Outcome::Again { why, .. }) => Err(why),
            _ => Ok(()),
        }
    }

    /// The addresses of `target`, if *all* may be connected to. A name that mixes allowed and forbidden ones is an attack
    /// or a mistake, and which one would be taken is chance.
    async fn checked(&self, target: &Target) -> Result<Vec<SocketAddr>, NoLine> {
        let host = target.host();
        let addresses = match (target.address(), target.name()) {
            (Some(address), _) => vec![address],
            (None, name) => self.resolver.resolve(name.unwrap_or_default()).await.unwrap_or_default(),
        };
        if addresses.is_empty() {
            return Err(NoLine::Unknown { host });
        }
        if let Some(address) = addresses.iter().copied().find(|address| !self.guard.allows(*address)) {
            return Err(NoLine::Forbidden { host, address });
        }
        Ok(addresses
            .into_iter()
            .take(ADDRESSES)
            .map(|address| SocketAddr::new(plain(address), target.port()))
            .collect())
    }

    /// Opens a socket. The only place of the product that does.
    pub(crate) async fn dial(&self, target: &Target) -> Result<TcpStream, NoLine> {
        let mut detail = String::new();
        for address in self.checked(target).await? {
            match timeout(PER_ADDRESS, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => {
                    // Small writes go out at once; where that cannot be set, they go out later.
                    let _ = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Ok(Err(error)) => detail = error.to_string(),
                Err(slow) => detail = slow.to_string(),
            }
        }
        Err(NoLine::Unreachable { host: target.host(), detail })
    }

    /// Shakes hands over a socket that [`Dialer::dial`] opened.
    pub(crate) async fn shake(&self, stream: TcpStream, target: &Target) -> Result<TlsStream<TcpStream>, NoLine> {
        let tls = self.trust.wrap(stream, target).await;
        tls.map_err(|detail| NoLine::Tls { host: target.host(), detail })
    }
}
