//! A form with a file. Its proof comes first: what does not come from our own page is read to its
//! end and not kept.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Browser, media_type};
use actix_multipart::{Field, Multipart};
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;
use std::collections::HashMap;
use std::time::Duration;
use weerklank_domain::dossiers::LARGEST_DOCUMENT;

/// How long a form with a file may take to arrive.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(120);
/// The largest text beside a file, in bytes: a passage of 5,000 characters of at most four.
const LARGEST_TEXT: usize = 20_100;
/// The most parts of a form.
const MOST_PARTS: usize = 16;
/// What is read of a file that is too large, so that the page can tell it; more is cut off.
const LARGEST_READ: usize = 4 * LARGEST_DOCUMENT;

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// Whether it comes from our own page.
    pub is_proven: bool,
    /// The texts, by the name of their field.
    texts: HashMap<String, String>,
    /// The name of the file.
    pub file_name: String,
    /// Its content: at most one byte more than may be kept, and nothing without the proof.
    pub content: Vec<u8>,
}

impl Sent {
    /// What was typed in a field.
    pub fn text(&self, field: &str) -> &str {
        self.texts.get(field).map_or("", String::as_str)
    }
}

/// Reads a form with a file.
///
/// # Errors
/// 415 for another kind of form, 413 for one that goes on and on, 408 for one that takes too long,
/// 400 for what cannot be read.
pub async fn read(app: &App, request: &HttpRequest, payload: web::Payload) -> WebResult<Sent> {
    read_large(app, request, payload, LARGEST_TEXT).await
}

/// Reads a form with a file, whose texts may be so many bytes.
///
/// # Errors
/// As [`read`].
pub async fn read_large(
    app: &App,
    request: &HttpRequest,
    payload: web::Payload,
    largest_text: usize,
) -> WebResult<Sent> {
    if media_type(request) != "multipart/form-data" {
        return Err(ErrorCode::UnsupportedMediaType.into());
    }
    let proof = Browser::of(app, request).proof(app, request.path());
    let form = Multipart::new(request.headers(), payload);
    match tokio::time::timeout(UPLOAD_TIMEOUT, parts(form, &proof, largest_text)).await {
        Ok(sent) => sent,
        Err(_) => Err(ErrorCode::RequestTimeout.into()),
    }
}

async fn parts(mut form: Multipart, proof: &str, largest_text: usize) -> WebResult<Sent> {
    let mut sent = Sent::default();
    let mut left = MOST_PARTS;
    while let Some(part) = form.next().await {
        let mut part = part.map_err(WebError::bad_request)?;
        left = left.checked_sub(1).ok_or(ErrorCode::TooLarge)?;
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            sent.file_name = part
                .content_disposition()
                .and_then(|disposition| disposition.get_filename())
                .unwrap_or_default()
                .to_owned();
            sent.content = content(&mut part, sent.is_proven).await?;
            continue;
        }
        let text = part
            .bytes(largest_text)
            .await
            .map_err(|_| ErrorCode::TooLarge)?
            .map_err(WebError::bad_request)?;
        let text = String::from_utf8(text.to_vec()).map_err(WebError::bad_request)?;
        if name == "csrf" {
            sent.is_proven = text == proof;
        } else {
            sent.texts.insert(name, text);
        }
    }
    Ok(sent)
}

/// The content of a file, or nothing of one that is not to be kept.
async fn content(part: &mut Field, is_kept: bool) -> WebResult<Vec<u8>> {
    let mut content = Vec::new();
    let mut read = 0_usize;
    while let Some(piece) = part.next().await {
        let piece = piece.map_err(WebError::bad_request)?;
        read = read.saturating_add(piece.len());
        if read > LARGEST_READ {
            return Err(ErrorCode::TooLarge.into());
        }
        // One byte more than may be kept is enough to know that it is too large.
        let room = (LARGEST_DOCUMENT + 1).saturating_sub(content.len());
        if is_kept {
            content.extend_from_slice(&piece[..piece.len().min(room)]);
        }
    }
    Ok(content)
}
