//! A browser without scripts: cookies, forms, and nothing followed that was not clicked.

use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    /// The path that was asked for.
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// A form on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub is_post: bool,
    pub fields: Vec<(String, String)>,
}

/// Somebody's browser. A clone is another window of the same browser.
#[derive(Clone)]
pub struct Visitor {
    client: awc::Client,
    address: String,
    cookies: Rc<RefCell<BTreeMap<String, String>>>,
    headers: Vec<(String, String)>,
}

impl Visitor {
    pub fn new(address: &str) -> Self {
        let client = awc::Client::builder()
            .disable_redirects()
            .timeout(Duration::from_secs(60))
            .connector(
                awc::Connector::new()
                    .limit(0)
                    .timeout(Duration::from_secs(60)),
            )
            .finish();
        Self {
            client,
            address: address.to_owned(),
            cookies: Rc::default(),
            headers: vec![("accept-language".to_owned(), "nl".to_owned())],
        }
    }

    /// The same browser, sending one more header with every request.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Throws one cookie away.
    pub fn drop_cookie(&self, name: &str) {
        self.cookies.borrow_mut().remove(name);
    }

    /// Forgets every cookie.
    pub fn forget(&self) {
        self.cookies.borrow_mut().clear();
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], Vec::new()).await
    }

    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = encoded(fields);
        self.send(
            "POST",
            path,
            &[("content-type", "application/x-www-form-urlencoded")],
            body.into(),
        )
        .await
    }

    pub async fn post_json(&self, path: &str, value: &serde_json::Value) -> Answer {
        self.send(
            "POST",
            path,
            &[("content-type", "application/json")],
            value.to_string().into(),
        )
        .await
    }

    /// Sends a form with a file, as a browser does: the fields in their order, then the file.
    pub async fn uploads(
        &self,
        form: &Form,
        filled: &[(&str, &str)],
        (name, content): (&str, &[u8]),
    ) -> Answer {
        const EDGE: &str = "----tussen-de-delen";
        let kept = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str()));
        let own = kept.filter(|(name, _)| filled.iter().all(|(other, _)| other != name));
        let mut body = Vec::new();
        for (name, value) in own
            .chain(filled.iter().copied())
            .filter(|(n, _)| *n != "file")
        {
            body.extend_from_slice(
                format!(
                    "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        body.extend_from_slice(
            format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.send("POST", &form.action, &[("content-type", &kind)], body)
            .await
    }

    /// The value of a cookie that this browser was given.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Puts another value in a cookie, as whoever holds the machine can.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .borrow_mut()
            .insert(name.to_owned(), value.to_owned());
    }

    /// Sends a form as it stands, with some fields filled in.
    pub async fn sends(&self, form: &Form, filled: &[(&str, &str)]) -> Answer {
        let mut fields: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| filled.iter().all(|(other, _)| other != name))
            .collect();
        fields.extend(filled);
        self.post_form(&form.action, &fields).await
    }

    /// Sends a form as [`Visitor::sends`] does, and goes where it leads.
    pub async fn submit(&self, form: &Form, filled: &[(&str, &str)]) -> Answer {
        let answer = self.sends(form, filled).await;
        match answer.header("location") {
            Some(next) if answer.status == 303 => self.get(&self.path_of(next)).await,
            _ => answer,
        }
    }

    /// The path of an address, whatever host it names.
    pub fn path_of(&self, address: &str) -> String {
        match address.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]).to_owned(),
            None => address.to_owned(),
        }
    }

    /// Sends any request at all; panics only when nothing comes back.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        self.try_to_send(method, path, headers, body)
            .await
            .unwrap_or_else(|error| panic!("{method} {path}: no answer: {error}"))
    }

    /// Sends a request that a dying server may leave without an answer.
    pub async fn try_to_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, String> {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.address));
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            request =
                request.insert_header((name, HeaderValue::from_bytes(value.as_bytes()).unwrap()));
        }
        let cookies: Vec<String> = self
            .cookies
            .borrow()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.insert_header(("cookie", cookies.join("; ")));
        }
        let mut response = request
            .send_body(body)
            .await
            .map_err(|error| error.to_string())?;
        let body = response
            .body()
            .limit(20_000_000)
            .await
            .map_err(|error| error.to_string())?;
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        for (_, cookie) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies
                    .borrow_mut()
                    .insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Answer {
            status: response.status().as_u16(),
            path: path.to_owned(),
            headers,
            body: body.to_vec(),
        })
    }
}

impl Form {
    /// What stands in a field.
    pub fn value(&self, field: &str) -> &str {
        self.fields
            .iter()
            .find(|(name, _)| name == field)
            .map_or("", |(_, value)| value.as_str())
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.path, self.text()))
    }

    pub fn content_type(&self) -> &str {
        self.header("content-type").unwrap_or_default()
    }

    /// The forms of a page.
    pub fn forms(&self) -> Vec<Form> {
        let html = self.text();
        html.split("<form").skip(1).map(form).collect()
    }

    /// The one form that is sent by POST, beside the one in the frame of the desk.
    pub fn post_form(&self) -> Form {
        let forms: Vec<Form> = self
            .forms()
            .into_iter()
            .filter(|form| form.is_post && form.action != "/desk/sign-out")
            .collect();
        assert_eq!(
            forms.len(),
            1,
            "{} {}: {}",
            self.status,
            self.path,
            self.text()
        );
        forms[0].clone()
    }

    /// The form by POST that holds a field, or whose address ends so.
    pub fn form_with(&self, field_or_ending: &str) -> Form {
        self.forms()
            .into_iter()
            .find(|form| {
                form.is_post
                    && (form.action.ends_with(field_or_ending)
                        || form.fields.iter().any(|(name, _)| name == field_or_ending))
            })
            .unwrap_or_else(|| {
                panic!(
                    "no form with {field_or_ending} on {}: {}",
                    self.path,
                    self.text()
                )
            })
    }

    /// The addresses of every link and resource of a page.
    pub fn references(&self) -> Vec<String> {
        let html = self.text();
        ["href=\"", "src=\"", "action=\""]
            .iter()
            .flat_map(|start| html.split(start).skip(1))
            .map(|rest| unescaped(rest.split('"').next().unwrap_or_default()))
            .collect()
    }
}

fn form(html: &str) -> Form {
    let (head, rest) = html.split_once('>').unwrap_or((html, ""));
    let inside = rest.split("</form>").next().unwrap_or_default();
    let fields = inside
        .split("<input")
        .skip(1)
        .filter_map(|input| {
            let tag = input.split('>').next().unwrap_or_default();
            let kind = attribute(tag, "type");
            let is_box = matches!(kind.as_deref(), Some("checkbox" | "radio"));
            if is_box && !tag.contains(" checked") {
                return None;
            }
            Some((
                attribute(tag, "name")?,
                attribute(tag, "value").unwrap_or_default(),
            ))
        })
        .chain(inside.split("<select").skip(1).filter_map(chosen))
        .chain(inside.split("<textarea").skip(1).filter_map(|area| {
            let (tag, rest) = area.split_once('>')?;
            let text = rest.split("</textarea>").next().unwrap_or_default();
            Some((attribute(tag, "name")?, unescaped(text)))
        }))
        .collect();
    Form {
        action: attribute(head, "action").unwrap_or_default(),
        is_post: attribute(head, "method")
            .is_some_and(|method| method.eq_ignore_ascii_case("post")),
        fields,
    }
}

/// The choice of a list: the one that is selected, or else the first.
fn chosen(select: &str) -> Option<(String, String)> {
    let (tag, rest) = select.split_once('>')?;
    let options: Vec<&str> = rest
        .split("</select>")
        .next()?
        .split("<option")
        .skip(1)
        .filter_map(|option| option.split('>').next())
        .collect();
    let selected = options.iter().find(|option| option.contains(" selected"));
    let value = attribute(selected.or(options.first())?, "value")?;
    Some((attribute(tag, "name")?, value))
}

/// The value of an attribute of a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = format!(" {name}=\"");
    let rest = tag.replace(['\n', '\t'], " ");
    let (_, value) = rest.split_once(&start)?;
    Some(unescaped(value.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    let mut plain = text.to_owned();
    for (escaped, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x3D;", "="),
        ("&#x60;", "`"),
    ] {
        plain = plain.replace(escaped, sign);
    }
    plain.replace("&amp;", "&")
}

/// `application/x-www-form-urlencoded`.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |text: &str| {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    char::from(byte).to_string()
                }
                _ => format!("%{byte:02X}"),
            })
            .collect::<String>()
    };
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", one(name), one(value)))
        .collect::<Vec<_>>()
        .join("&")
}
