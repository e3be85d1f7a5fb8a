//! `weerklank doctor`: whether what the settings name is there.

use super::{Finding, say};
use crate::config::{Ordinance, Settings};
use serde::Serialize;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::process::ExitCode;
use std::time::Duration;
use weerklank_store::{Store, site};

/// A server that is silent for so long is not there.
const PATIENCE: Duration = Duration::from_secs(10);

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Checked {
    what: &'static str,
    is_well: bool,
    told: String,
}

/// Looks at the database and at the local ordinance (PAR-2); exit 1 when something is amiss.
pub fn doctor(settings: &Settings, json: bool) -> Finding {
    let mut checked = vec![database(settings)];
    checked.extend(settings.ordinance.as_ref().map(link));
    if json {
        say(&serde_json::to_string(&checked)?);
    } else {
        for one in &checked {
            let mark = if one.is_well { "well" } else { "amiss" };
            say(&format!("{mark}: {}: {}", one.what, one.told));
        }
    }
    Ok(if checked.iter().all(|one| one.is_well) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn database(settings: &Settings) -> Checked {
    let found = Store::open(&settings.database).and_then(|store| store.read(site::authority));
    let (is_well, told) = match found {
        Ok(Some(authority)) => (true, authority.name_nl),
        Ok(None) => (
            false,
            "no authority yet: add it with `weerklank body add`".to_owned(),
        ),
        Err(error) => (false, error.to_string()),
    };
    Checked {
        what: "database",
        is_well,
        told,
    }
}

fn link(ordinance: &Ordinance) -> Checked {
    let (is_well, told) = match status_of(&ordinance.url) {
        Ok(status) => (
            (200..400).contains(&status),
            format!("{} answers {status}", ordinance.url),
        ),
        Err(problem) => (false, format!("{}: {problem}", ordinance.url)),
    };
    Checked {
        what: "WEERKLANK_ORDINANCE_URL",
        is_well,
        told,
    }
}

/// An address in parts: whether it is secure, the host, the port, and what is asked of it.
fn parts(url: &str) -> Option<(bool, &str, u16, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let is_secure = match scheme {
        "https" => true,
        "http" => false,
        _ => return None,
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (authority, if is_secure { 443 } else { 80 }),
    };
    let path = match path.chars().next() {
        Some('/') => path.to_owned(),
        _ => format!("/{path}"),
    };
    let is_plain = |text: &str| text.chars().all(|c| !c.is_whitespace() && !c.is_control());
    (!host.is_empty() && is_plain(host) && is_plain(&path)).then_some((is_secure, host, port, path))
}

/// What an address answers to a question for its head. One question needs no client of its own.
fn status_of(url: &str) -> Result<u16, String> {
    let (is_secure, host, port, path) = parts(url).ok_or("is no address")?;
    let address = (host, port)
        .to_socket_addrs()
        .map_err(|error| error.to_string())?
        .next()
        .ok_or("has no address")?;
    let stream =
        TcpStream::connect_timeout(&address, PATIENCE).map_err(|error| error.to_string())?;
    for set in [TcpStream::set_read_timeout, TcpStream::set_write_timeout] {
        set(&stream, Some(PATIENCE)).map_err(|error| error.to_string())?;
    }
    let question = format!(
        "HEAD {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: weerklank\r\nConnection: close\r\n\r\n"
    );
    if is_secure {
        let connector = native_tls::TlsConnector::new().map_err(|error| error.to_string())?;
        let stream = connector
            .connect(host, stream)
            .map_err(|error| error.to_string())?;
        ask(stream, &question)
    } else {
        ask(stream, &question)
    }
}

fn ask(mut stream: impl Read + Write, question: &str) -> Result<u16, String> {
    stream
        .write_all(question.as_bytes())
        .map_err(|error| error.to_string())?;
    // `HTTP/1.1 200`: twelve bytes tell the status.
    let mut first = [0; 12];
    stream
        .read_exact(&mut first)
        .map_err(|error| error.to_string())?;
    std::str::from_utf8(&first)
        .ok()
        .and_then(|line| line.strip_prefix("HTTP/1."))
        .and_then(|line| line.get(2..)?.parse().ok())
        .ok_or_else(|| "does not answer as a site does".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn an_address_is_read_in_parts() {
        let read = parts;
        assert_eq!(
            read("https://x.example/a?b#c"),
            Some((true, "x.example", 443, "/a?b".to_owned()))
        );
        assert_eq!(
            read("http://x.example:81"),
            Some((false, "x.example", 81, "/".to_owned()))
        );
        for wrong in ["ftp://x", "https://", "x", "http://a b/", "http://x:99999/"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    /// A site that answers once.
    fn site(answer: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/regels", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut question = [0; 20];
            stream.read_exact(&mut question).unwrap();
            assert!(question.starts_with(b"HEAD /regels HTTP/1."));
            stream.write_all(answer.as_bytes()).unwrap();
        });
        url
    }

    #[test]
    fn a_broken_link_is_told() {
        let looked = |answer| {
            let url = site(answer);
            link(&Ordinance {
                url,
                title: String::new(),
            })
        };
        assert!(looked("HTTP/1.1 200 OK\r\n\r\n").is_well);
        assert!(looked("HTTP/1.1 301 Moved\r\n\r\n").is_well);
        assert!(!looked("HTTP/1.1 404 Not Found\r\n\r\n").is_well);
        assert!(!looked("SSH-2.0-OpenSSH\r\n").is_well);
        assert!(!looked("").is_well);
    }
}
