//! Sockets that lead out of the house are opened by one function of one file.

use crate::house;
use anyhow::Result;
use std::path::Path;

/// The file that may.
const DIALER: &str = "crates/delivery/src/dial.rs";

/// What opens a socket or finds an address.
const OPENERS: [&str; 8] = [
    "TcpStream::connect",
    "TcpSocket",
    "UdpSocket",
    "UnixStream::connect",
    "lookup_host",
    "to_socket_addrs",
    "connect_tokio1",
    "SmtpTransport",
];

/// Product sources that open sockets by themselves. `faults` is a tool, and tests may.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for file in house::files(&root.join("crates"), &[".rs"])? {
        let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        let product =
            name.contains("/src/") && !["crates/faults/", "crates/testbed/"].iter().any(|one| name.starts_with(one));
        if !product || name == DIALER {
            continue;
        }
        let text = std::fs::read_to_string(&file)?;
        wrong.extend(openers(&text).map(|opener| format!("{name} uses {opener}: only {DIALER} opens sockets")));
    }
    Ok(wrong)
}

/// Openers in product code: what stands before the tests, comments left out.
fn openers(text: &str) -> impl Iterator<Item = &'static str> {
    let product = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: Vec<&str> = product.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    OPENERS.into_iter().filter(move |opener| code.iter().any(|line| line.contains(opener)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opener_is_found_in_code_only() {
        let text =
            "// TcpStream::connect\nlet a = tokio::net::TcpSocket::new_v4();\n#[cfg(test)]\nmod tests { UdpSocket }";
        assert_eq!(openers(text).collect::<Vec<_>>(), ["TcpSocket"]);
    }
}
