//! Whom TLS believes, and the handshake.

use crate::target::Target;
use std::fmt;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, Error, RootCertStore};

/// The authorities that may vouch for a receiver's name.
#[derive(Clone)]
pub struct Trust(Arc<ClientConfig>);

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trust")
    }
}

impl Trust {
    /// Those that this machine believes.
    ///
    /// # Errors
    /// Where TLS itself cannot be set up. A machine without any certificate believes nobody, which shows at the first send.
    pub fn system() -> Result<Self, Error> {
        Self::of(rustls_native_certs::load_native_certs().certs)
    }

    /// Those of this machine, and those in `pem` (one or more certificates): the company's own authority.
    ///
    /// # Errors
    /// As [`Trust::system`], or `pem` has no readable certificate.
    pub fn system_and(pem: &str) -> Result<Self, Error> {
        let mut certificates = rustls_native_certs::load_native_certs().certs;
        certificates.extend(read(pem)?);
        Self::of(certificates)
    }

    /// Only those in `pem`.
    ///
    /// # Errors
    /// As [`Trust::system_and`].
    pub fn only(pem: &str) -> Result<Self, Error> {
        Self::of(read(pem)?)
    }

    fn of(certificates: Vec<CertificateDer<'static>>) -> Result<Self, Error> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(certificates);
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = builder.with_safe_default_protocol_versions()?.with_root_certificates(roots);
        Ok(Self(Arc::new(config.with_no_client_auth())))
    }

    /// Shakes hands over `stream`; the receiver must prove that it is the host of `target`.
    pub(crate) async fn wrap(&self, stream: TcpStream, target: &Target) -> Result<TlsStream<TcpStream>, String> {
        let name = match (target.address(), target.name()) {
            (Some(address), _) => ServerName::from(address),
            (None, name) => ServerName::try_from(name.unwrap_or_default().to_owned()).map_err(|e| e.to_string())?,
        };
        TlsConnector::from(Arc::clone(&self.0)).connect(name, stream).await.map_err(|error| error.to_string())
    }
}

fn read(pem: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    let found = found.map_err(|error| Error::General(error.to_string()))?;
    if found.is_empty() { Err(Error::General("no certificate".to_owned())) } else { Ok(found) }
}
