//! Who asks: which language, from where, for what kind of answer.

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT, ACCEPT_LANGUAGE};
use actix_web::{FromRequest, HttpRequest};
use ipnet::IpNet;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};
use weerklank_domain::Language;

/// The cookie that remembers a choice of language: over https, over plain http.
pub const LANGUAGE_COOKIES: [&str; 2] = ["__Host-weerklank-lang", "weerklank-lang"];

/// Somebody at the other end, without any account.
#[derive(Debug, Clone, Copy)]
pub struct Visitor {
    /// The language to answer in.
    pub language: Language,
}

impl Visitor {
    /// `?lang=`, then the remembered choice, then the browser's wish, then Dutch.
    pub fn of(request: &HttpRequest) -> Self {
        let chosen = chosen_language(request.query_string());
        let remembered = || {
            let known = LANGUAGE_COOKIES
                .into_iter()
                .find_map(|name| request.cookie(name));
            known.and_then(|cookie| Language::from_tag(cookie.value()))
        };
        let wished = || {
            let header = request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?;
            Language::negotiate(header)
        };
        let language = chosen
            .or_else(remembered)
            .or_else(wished)
            .unwrap_or(Language::Nl);
        Self { language }
    }
}

/// The language that a query asks for.
pub fn chosen_language(query: &str) -> Option<Language> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(Language::from_tag)
}

impl FromRequest for Visitor {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// Whether problem details are wanted instead of a page.
pub fn wants_json(request: &HttpRequest) -> bool {
    if request.path().starts_with("/api/") {
        return true;
    }
    let accept = request
        .headers()
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}

/// The network that somebody comes from, as far as limits need it: an IPv4 address or an IPv6 /64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The network of an address.
    pub fn of(address: IpAddr) -> Self {
        Self(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => IpAddr::V4(v4),
                None => {
                    let [a, b, c, d, ..] = v6.segments();
                    IpAddr::from([a, b, c, d, 0, 0, 0, 0])
                }
            },
        })
    }

    /// The network of a request. `X-Forwarded-For` is believed only from a trusted proxy, and read
    /// from its end: the last address that is not a trusted proxy itself.
    pub fn of_request(request: &HttpRequest, trusted: &[IpNet]) -> Self {
        let peer = request
            .peer_addr()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
        if !is_trusted(&peer) {
            return Self::of(peer);
        }
        let forwarded = request
            .headers()
            .get_all("x-forwarded-for")
            .filter_map(|header| header.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|header| header.split(',')).collect();
        let client = hops
            .iter()
            .rev()
            .map_while(|hop| hop.trim().parse::<IpAddr>().ok())
            .find(|address| !is_trusted(address));
        Self::of(client.unwrap_or(peer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_ipv6_network_are_one() {
        let one = Network::of("2001:db8:1:2:3:4:5:6".parse().unwrap());
        assert_eq!(one, Network::of("2001:db8:1:2:ffff::1".parse().unwrap()));
        assert_ne!(one, Network::of("2001:db8:1:3::1".parse().unwrap()));
        assert_eq!(
            Network::of("::ffff:192.0.2.1".parse().unwrap()),
            Network::of("192.0.2.1".parse().unwrap())
        );
    }
}
