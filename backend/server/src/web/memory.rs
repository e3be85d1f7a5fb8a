//! Public pages, built at most once a second each and answered from memory, compressed too.
//!
//! One builder makes a page; whoever comes meanwhile gets the previous one. A page is never older
//! than its age, in whichever process, so watchers do not touch the database.

use super::errors::WebResult;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH,
    VARY,
};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use std::collections::HashMap;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// A page or resource, ready to be answered.
pub struct Built {
    made_at: Instant,
    status: StatusCode,
    content_type: &'static str,
    cache_control: &'static str,
    etag: String,
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

/// What a builder makes.
pub struct Content {
    pub status: StatusCode,
    pub content_type: &'static str,
    pub cache_control: &'static str,
    pub body: String,
}

impl Content {
    /// A public page: kept by the browser, asked for again each time.
    pub fn html(body: String) -> Self {
        Self {
            status: StatusCode::OK,
            content_type: "text/html; charset=utf-8",
            cache_control: "no-cache",
            body,
        }
    }

    /// A public picture that was drawn here.
    pub fn svg(body: String) -> Self {
        Self {
            content_type: "image/svg+xml",
            cache_control: "public, max-age=3600",
            ..Self::html(body)
        }
    }

    /// A public resource of the API (API-8).
    pub fn json(body: String) -> Self {
        Self {
            status: StatusCode::OK,
            content_type: "application/json",
            cache_control: "public, max-age=1, stale-while-revalidate=5",
            body,
        }
    }
}

#[derive(Default)]
struct Slot {
    current: RwLock<Option<Arc<Built>>>,
    building: tokio::sync::Mutex<()>,
}

/// The memory of one process.
pub struct PageMemory {
    slots: RwLock<HashMap<String, Arc<Slot>>>,
    age: Duration,
}

/// As many pages as are kept; made-up queries push nothing useful out for more than a second.
const MOST_PAGES: usize = 2_000;
/// A smaller answer is not worth compressing.
const SMALLEST_COMPRESSED: usize = 600;

impl PageMemory {
    /// A memory whose pages are at most so old.
    pub fn new(age: Duration) -> Self {
        Self {
            slots: RwLock::default(),
            age,
        }
    }

    /// How old a page may be.
    pub fn age(&self) -> Duration {
        self.age
    }

    /// Answers a request with the page of `key`, building it when it is too old. An error is not
    /// kept.
    ///
    /// # Errors
    /// What `build` answers.
    pub async fn answer<F>(
        &self,
        request: &HttpRequest,
        key: String,
        build: impl FnOnce() -> F,
    ) -> WebResult<HttpResponse>
    where
        F: Future<Output = WebResult<Content>>,
    {
        let slot = self.slot(key);
        let page = match self.fresh(&slot) {
            Some(page) => page,
            // In a box of its own: the way that nearly every request takes stays small.
            None => Box::pin(self.renewed(&slot, build)).await?,
        };
        Ok(page.respond(request.headers()))
    }

    fn fresh(&self, slot: &Slot) -> Option<Arc<Built>> {
        slot.current()
            .filter(|page| page.made_at.elapsed() < self.age)
    }

    /// One builder makes the page; others get the previous one meanwhile.
    async fn renewed<F>(&self, slot: &Slot, build: impl FnOnce() -> F) -> WebResult<Arc<Built>>
    where
        F: Future<Output = WebResult<Content>>,
    {
        let turn = match slot.building.try_lock() {
            Ok(turn) => turn,
            Err(_) => match slot.current() {
                Some(previous) => return Ok(previous),
                None => slot.building.lock().await,
            },
        };
        if let Some(page) = self.fresh(slot) {
            return Ok(page);
        }
        let made_at = Instant::now();
        let page = Arc::new(Built::new(made_at, build().await?));
        *slot.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&page));
        drop(turn);
        Ok(page)
    }

    fn slot(&self, key: String) -> Arc<Slot> {
        if let Some(slot) = self
            .slots
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Arc::clone(slot);
        }
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= MOST_PAGES {
            let age = self.age;
            slots.retain(|_, slot| {
                slot.current()
                    .is_some_and(|page| page.made_at.elapsed() < age)
            });
            if slots.len() >= MOST_PAGES {
                slots.clear();
            }
        }
        Arc::clone(slots.entry(key).or_default())
    }
}

impl Slot {
    fn current(&self) -> Option<Arc<Built>> {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Built {
    fn new(made_at: Instant, content: Content) -> Self {
        let mut hasher = DefaultHasher::new();
        content.body.hash(&mut hasher);
        let plain = Bytes::from(content.body);
        let is_large = plain.len() >= SMALLEST_COMPRESSED;
        Self {
            made_at,
            status: content.status,
            content_type: content.content_type,
            cache_control: content.cache_control,
            // Weak: the encodings are other bytes of the same page.
            etag: format!("W/\"{:016x}\"", hasher.finish()),
            gzip: if is_large { gzip(&plain) } else { Bytes::new() },
            brotli: if is_large {
                brotli(&plain)
            } else {
                Bytes::new()
            },
            plain,
        }
    }

    fn respond(&self, headers: &HeaderMap) -> HttpResponse {
        let text = |name| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let is_known = text(IF_NONE_MATCH)
            .split(',')
            .any(|tag| tag.trim().trim_start_matches("W/") == self.etag.trim_start_matches("W/"));
        let status = if is_known {
            StatusCode::NOT_MODIFIED
        } else {
            self.status
        };
        let mut response = HttpResponse::build(status);
        response
            .insert_header((ETAG, self.etag.as_str()))
            .insert_header((CACHE_CONTROL, self.cache_control))
            .insert_header((VARY, "Accept-Encoding, Accept-Language, Cookie"));
        if is_known {
            return response.finish();
        }
        response.insert_header((CONTENT_TYPE, self.content_type));
        let accepted = text(ACCEPT_ENCODING);
        if !self.brotli.is_empty() && accepts(accepted, "br") {
            response
                .insert_header((CONTENT_ENCODING, "br"))
                .body(self.brotli.clone())
        } else if !self.gzip.is_empty() && accepts(accepted, "gzip") {
            response
                .insert_header((CONTENT_ENCODING, "gzip"))
                .body(self.gzip.clone())
        } else {
            response.body(self.plain.clone())
        }
    }
}

/// Whether an `Accept-Encoding` names an encoding and does not refuse it.
pub fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        pieces.next() == Some(encoding) && !pieces.any(|piece| matches!(piece, "q=0" | "q=0.0"))
    })
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(5));
    match encoder.write_all(plain).and_then(|()| encoder.finish()) {
        Ok(compressed) => compressed.into(),
        Err(_) => Bytes::new(),
    }
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut compressed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut compressed, 4096, 4, 20);
    let written = encoder.write_all(plain).and_then(|()| encoder.flush());
    drop(encoder);
    match written {
        Ok(()) => compressed.into(),
        Err(_) => Bytes::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn a_refused_encoding_is_not_used() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
        assert!(!accepts("brx", "br"));
    }
}
