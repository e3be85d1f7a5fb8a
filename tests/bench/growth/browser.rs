//! A browser that asks for one page after the other over one connection, and stays signed in.

use crate::Outcome;
use crate::load::{content_length, head_end};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// One visitor.
pub struct Browser {
    stream: TcpStream,
    address: SocketAddr,
    cookies: Vec<(String, String)>,
    asked: u64,
}

/// What came back.
pub struct Page {
    /// The status.
    pub status: u16,
    /// The body, never compressed.
    pub body: String,
}

impl Browser {
    /// Opens a connection.
    pub fn open(address: SocketAddr) -> Outcome<Self> {
        Ok(Self {
            stream: connected(address)?,
            address,
            cookies: Vec::new(),
            asked: 0,
        })
    }

    /// Opens another connection: the server closes one over which nothing was asked for a while.
    pub fn open_again(&mut self) -> Outcome<()> {
        self.stream = connected(self.address)?;
        Ok(())
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Outcome<Page> {
        self.ask("GET", path, "")
    }

    /// Asks for a page in words that nobody used before, so that no memory holds its answer. A
    /// language that does not exist is as if none were asked.
    pub fn get_anew(&mut self, path: &str) -> Outcome<Page> {
        self.asked += 1;
        let sign = if path.contains('?') { '&' } else { '?' };
        let page = self.get(&format!("{path}{sign}lang=x{}", self.asked))?;
        match page.status {
            200 => Ok(page),
            status => Err(format!("{path}: status {status}").into()),
        }
    }

    /// Signs in at the desk of the demonstration.
    pub fn sign_in(&mut self, who: &str) -> Outcome<()> {
        let form = self.get("/desk/sign-in")?.body;
        let proof = between(&form, "name=\"csrf\" value=\"", "\"").ok_or("no form to sign in")?;
        let body =
            format!("csrf={proof}&email={who}%40rivierenland.example&password=weerklank-demo");
        let answer = self.ask("POST", "/desk/sign-in", &body)?;
        match answer.status {
            303 => Ok(()),
            status => Err(format!("{who} cannot sign in: status {status}").into()),
        }
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Outcome<Page> {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html,application/json\r\n\
             Accept-Language: nl\r\nCookie: {}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}",
            cookies.join("; "),
            body.len()
        );
        self.stream.write_all(request.as_bytes())?;
        let (head, body) = self.answer()?;
        for line in head.lines() {
            let cookie = line.strip_prefix("set-cookie: ");
            if let Some((name, rest)) = cookie.and_then(|cookie| cookie.split_once('=')) {
                let value = rest.split(';').next().unwrap_or_default();
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let status = head.get(9..12).and_then(|status| status.parse().ok());
        Ok(Page {
            status: status.ok_or("no status")?,
            body,
        })
    }

    fn answer(&mut self) -> Outcome<(String, String)> {
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 64 * 1_024];
        loop {
            let read = self.stream.read(&mut chunk)?;
            if read == 0 {
                return Err("the connection ended in the middle of an answer".into());
            }
            bytes.extend_from_slice(&chunk[..read]);
            let Some(head) = head_end(&bytes) else {
                continue;
            };
            if bytes.len() >= head + content_length(&bytes[..head]) {
                let body = bytes.split_off(head);
                return Ok((String::from_utf8(bytes)?, String::from_utf8(body)?));
            }
        }
    }
}

fn connected(address: SocketAddr) -> Outcome<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    Ok(stream)
}

/// What stands between two pieces of a text.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}
