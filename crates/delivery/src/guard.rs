//! Which addresses may be connected to: global unicast, and networks that the operator has opened.

use banso_kernel::Problem;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Decides where a socket may lead.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    opened: Vec<IpNet>,
}

impl Guard {
    /// Global unicast only.
    #[must_use]
    pub fn strict() -> Self {
        Self::default()
    }

    /// Also the networks in `list` (`10.0.0.0/8, fd00::/8, 192.168.1.5`), as `BANSO_ALLOW_PRIVATE` has them; empty means
    /// strict.
    ///
    /// # Errors
    /// `delivery-network-unreadable` for the first entry that is no network.
    pub fn allowing(list: &str) -> Result<Self, Problem> {
        let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        let opened = entries.map(|entry| {
            let one = || entry.parse::<IpAddr>().map(IpNet::from);
            let net = entry.parse::<IpNet>().or_else(|_| one());
            net.map_err(|_| Problem::new("delivery-network-unreadable").with("network", entry))
        });
        Ok(Self { opened: opened.collect::<Result<_, _>>()? })
    }

    /// May a socket lead to `address`? What is nobody's unicast address stays closed whatever the operator says.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        let address = plain(address);
        let nobody = address.is_unspecified() || address.is_multicast() || address == IpAddr::V4(Ipv4Addr::BROADCAST);
        !nobody && (is_global(address) || self.opened.iter().any(|net| net.contains(&address)))
    }
}

/// The address that packets would really go to: an IPv4 address inside of IPv6 (mapped, or by NAT64) counts as itself.
#[must_use]
pub fn plain(address: IpAddr) -> IpAddr {
    let IpAddr::V6(six) = address else { return address };
    if let Some(four) = six.to_ipv4_mapped() {
        return IpAddr::V4(four);
    }
    match six.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
            IpAddr::V4(Ipv4Addr::new(a, b, c, d))
        }
        _ => address,
    }
}

/// Is it an address of one machine on the open internet? By the IANA registries of special addresses (IPv4: RFC 6890 and
/// later; IPv6: only 2000::/3 less what is reserved in it).
#[must_use]
pub fn is_global(address: IpAddr) -> bool {
    match plain(address) {
        IpAddr::V4(four) => global_4(four),
        IpAddr::V6(six) => global_6(six),
    }
}

fn global_4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        [0 | 10 | 127, ..]                       // this network, private, loopback
        | [100, 64..=127, ..]                    // carrier-grade NAT
        | [169, 254, ..]                         // link-local, metadata services of clouds
        | [172, 16..=31, ..]                     // private
        | [192, 0, 0 | 2, _]                     // protocol assignments, documentation
        | [192, 31, 196, _]                      // AS112
        | [192, 52, 193, _]                      // AMT
        | [192, 88, 99, _]                       // 6to4 relays
        | [192, 168, ..]                         // private
        | [192, 175, 48, _]                      // AS112
        | [198, 18 | 19, ..]                     // benchmarks
        | [198, 51, 100, _] | [203, 0, 113, _]   // documentation
        | [224..=255, ..] // multicast, reserved, broadcast
    )
}

fn global_6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0..=0x1ff, ..]             // Teredo, ORCHID, benchmarks and the other protocol assignments
        | [0x2001, 0xdb8, ..]               // documentation
        | [0x2002, ..]                      // 6to4
        | [0x2620, 0x4f, 0x8000, ..]        // AS112
        | [0x3fff, 0..=0xfff, ..] => false, // documentation
        // Everything outside of 2000::/3 is loopback, unique local, link-local, site-local, multicast, translation,
        // discard-only, segment routing or not given out.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn the_open_internet_may_be_reached() {
        for text in ["1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2400:4000::1"] {
            assert!(Guard::strict().allows(ip(text)), "{text}");
        }
        assert!(Guard::strict().allows(ip("64:ff9b::5db8:d822")), "a global IPv4 address by NAT64");
    }

    #[test]
    fn an_opened_network_may_be_reached_in_all_its_spellings_and_nothing_beside_it() {
        let guard = Guard::allowing("10.1.0.0/16, ::1,192.168.1.5 ,").expect("a list");
        for text in ["10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::a01:203", "::1", "192.168.1.5", "1.1.1.1"] {
            assert!(guard.allows(ip(text)), "{text}");
        }
        for text in ["10.2.0.1", "127.0.0.1", "192.168.1.6", "fd00::1", "::ffff:10.2.0.1"] {
            assert!(!guard.allows(ip(text)), "{text}");
        }
        let wrong = Guard::allowing("10.0.0.0/8,intranet").expect_err("no network");
        assert_eq!(wrong.code, "delivery-network-unreadable");
    }

    #[test]
    fn nobodys_addresses_stay_closed_even_if_everything_is_opened() {
        let guard = Guard::allowing("0.0.0.0/0,::/0").expect("a list");
        for text in ["0.0.0.0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "::ffff:0.0.0.0"] {
            assert!(!guard.allows(ip(text)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_ipv4_address_is_judged_alike_in_every_wrapping(bits: u32) {
            let four = Ipv4Addr::from_bits(bits);
            let bare = is_global(IpAddr::V4(four));
            prop_assert_eq!(is_global(IpAddr::V6(four.to_ipv6_mapped())), bare);
            let [high, low] = [(bits >> 16) as u16, bits as u16];
            prop_assert_eq!(is_global(IpAddr::V6(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low))), bare);
            // 6to4 and the old "compatible" form never are.
            prop_assert!(!is_global(IpAddr::V6(Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1))));
            prop_assert!(!is_global(IpAddr::V6(Ipv6Addr::new(0, 0, 0, 0, 0, 0, high, low))));
        }

        #[test]
        fn what_the_standard_library_calls_private_is_never_global(bits: u32) {
            let four = Ipv4Addr::from_bits(bits);
            let special = four.is_private() || four.is_loopback() || four.is_link_local() || four.is_multicast()
                || four.is_broadcast() || four.is_documentation() || four.is_unspecified();
            prop_assert!(!(special && is_global(IpAddr::V4(four))));
        }
    }
}
