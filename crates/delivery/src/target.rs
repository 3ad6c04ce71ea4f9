//! Where something is sent to: a host and a port, or a web address. Parsed once, by the rules of the web, so that
//! `0x7f.1`, `2130706433`, `LOCALHOST.` and full-width digits are what they stand for before anybody looks at them.

use banso_kernel::Problem;
use std::fmt;
use std::net::IpAddr;
use url::{Host, Position, Url};

/// A host, already normalised, and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    host: Host,
    port: u16,
}

impl Target {
    /// Reads a host as it stands in settings (`smtp.example.com`, `192.0.2.1`, `[2001:db8::1]`).
    ///
    /// # Errors
    /// `delivery-host-unreadable` if it is none (also with a path, a port or a user in it), or the port is 0.
    pub fn new(host: &str, port: u16) -> Result<Self, Problem> {
        let wrong = || Problem::new("delivery-host-unreadable").with("host", host);
        let bare = host.parse::<std::net::Ipv6Addr>().map(Host::Ipv6).or_else(|_| Host::parse(host.trim()));
        let host = tidy(bare.map_err(|_| wrong())?).ok_or_else(wrong)?;
        if port == 0 { Err(wrong()) } else { Ok(Self { host, port }) }
    }

    /// The host's name, if it is not an address.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.host {
            Host::Domain(name) => Some(name),
            _ => None,
        }
    }

    /// The address, if it is not a name.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        match self.host {
            Host::Ipv4(four) => Some(IpAddr::V4(four)),
            Host::Ipv6(six) => Some(IpAddr::V6(six)),
            Host::Domain(_) => None,
        }
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The host as text.
    #[must_use]
    pub fn host(&self) -> String {
        self.host.to_string()
    }
}

/// Lower case (the parser did that), no dot at the end, not empty.
fn tidy(host: Host<impl Into<String>>) -> Option<Host> {
    Some(match host {
        Host::Ipv4(four) => Host::Ipv4(four),
        Host::Ipv6(six) => Host::Ipv6(six),
        Host::Domain(name) => {
            let name: String = name.into();
            let name = name.strip_suffix('.').unwrap_or(&name).to_owned();
            let fits =
                !name.is_empty() && name.len() <= 253 && name.split('.').all(|part| (1..=63).contains(&part.len()));
            if !fits {
                return None;
            }
            Host::Domain(name)
        }
    })
}

/// An `http` or `https` address. Its path and query may be secrets, so `Debug` shows only the host.
#[derive(Clone, PartialEq, Eq)]
pub struct WebAddress {
    url: Url,
    target: Target,
}

impl WebAddress {
    /// Reads a web address.
    ///
    /// # Errors
    /// `delivery-url-unreadable` if it is none, of another scheme, or carries a user name or password.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        // The text may be a secret: the problem does not repeat it.
        let wrong = || Problem::new("delivery-url-unreadable");
        let url = Url::parse(text.trim()).map_err(|_| wrong())?;
        let fits = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        let (Some(host), Some(port), true) = (url.host(), url.port_or_known_default(), fits) else {
            return Err(wrong());
        };
        let host = tidy(host.to_owned()).ok_or_else(wrong)?;
        let target = if port == 0 { None } else { Some(Target { host, port }) };
        Ok(Self { target: target.ok_or_else(wrong)?, url })
    }

    /// Host and port.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// TLS or not.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The value of the `Host` header.
    pub(crate) fn authority(&self) -> &str {
        &self.url[Position::BeforeHost..Position::AfterPort]
    }

    /// Path and query.
    pub(crate) fn path(&self) -> &str {
        &self.url[Position::BeforePath..Position::AfterQuery]
    }

    /// The path without the query.
    pub(crate) fn bare_path(&self) -> &str {
        self.url.path()
    }

    /// The query, if there is one.
    pub(crate) fn query(&self) -> Option<&str> {
        self.url.query()
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}://{}", self.url.scheme(), self.authority())
    }
}

impl fmt::Debug for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebAddress({}/…)", self.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_has_one_form() {
        for text in ["0x7f.1", "2130706433", "0177.0.0.1", "127.1", "127.0.0.1.", "１２７。0.0.1", "%31%32%37.0.0.1"]
        {
            let target = Target::new(text, 25).expect(text);
            assert_eq!(target.address(), Some("127.0.0.1".parse().expect("an address")), "{text}");
        }
        for text in ["EXAMPLE.com", "example.com.", "Example.Com.", " example.com "] {
            assert_eq!(Target::new(text, 25).expect(text).name(), Some("example.com"), "{text}");
        }
        for text in ["::1", "[::1]", "[0:0::1]"] {
            assert_eq!(Target::new(text, 25).expect(text).address(), Some("::1".parse().expect("an address")));
        }
        assert_eq!(Target::new("日本語.jp", 25).expect("a host").name(), Some("xn--wgv71a119e.jp"));
    }

    #[test]
    fn what_is_no_host_or_no_plain_web_address_is_refused() {
        for text in
            ["", ".", "..", "a..b", "user@host", "host:25", "host/path", "a b", "1.2.3.4.5", "256.1.1.1", "[::1"]
        {
            assert!(Target::new(text, 25).is_err(), "{text:?}");
        }
        assert!(Target::new("example.com", 0).is_err());
        for text in [
            "ftp://example.com",
            "file:///etc/passwd",
            "example.com",
            "https://",
            "http://a:b@example.com/",
            "http://a@example.com/",
            "http://:p@example.com/",
            "gopher://x",
            "https://example.com:0/",
            "javascript:1",
        ] {
            assert!(WebAddress::parse(text).is_err(), "{text:?}");
        }
        let address = WebAddress::parse("HTTPS://Example.COM./hook/secret?t=1#f").expect("an address");
        assert_eq!((address.path(), address.target().name()), ("/hook/secret?t=1", Some("example.com")));
        assert!(!format!("{address:?}").contains("secret"));
    }
}
