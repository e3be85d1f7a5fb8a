//! A mail of the outbox, put into words.

use crate::templates::{TemplateFault, Templates};
use crate::web::App;
use chrono::{DateTime, SecondsFormat, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use serde::Serialize;
use weerklank_acts::petitions::{PersonOfSignature, person_of};
use weerklank_domain::Language;
use weerklank_store::StoreError;
use weerklank_store::outbox::{ClaimedMail, Message, Recipient};
use weerklank_store::site;

/// Each mail: its templates (text, HTML), its subject.
pub const SUBJECTS: [(Message, [&str; 2], &str); 4] = [
    (
        Message::ConfirmSignature,
        ["mail/confirm-signature/text", "mail/confirm-signature/html"],
        "mail-confirm-signature-subject",
    ),
    (
        Message::ConfirmReminder,
        ["mail/confirm-reminder/text", "mail/confirm-reminder/html"],
        "mail-confirm-reminder-subject",
    ),
    (
        Message::AlreadySigned,
        ["mail/already-signed/text", "mail/already-signed/html"],
        "mail-already-signed-subject",
    ),
    (
        Message::MailboxFull,
        ["mail/mailbox-full/text", "mail/mailbox-full/html"],
        "mail-mailbox-full-subject",
    ),
];

/// Why a mail cannot be written; trying again would not help.
#[derive(Debug, thiserror::Error)]
pub enum LetterFault {
    /// Whom it is for was erased in the meantime.
    #[error("the person was erased")]
    Erased,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The template failed.
    #[error(transparent)]
    Template(#[from] TemplateFault),
    /// The address or a header cannot be sent.
    #[error("cannot be sent: {0}")]
    Unsendable(String),
}

#[derive(Serialize)]
struct Letter<'a> {
    lang: &'static str,
    site: LetterSite<'a>,
    mail: LetterMail,
}

#[derive(Serialize)]
struct LetterSite<'a> {
    name: &'a str,
    authority_name: &'a str,
    base_url: &'a str,
}

#[derive(Serialize)]
struct LetterMail {
    name: String,
    title: String,
    confirm_url: String,
    code: String,
    petition_url: String,
    expires_at: String,
    closes_at: String,
    has_closes_at: bool,
    contact_email: String,
    has_contact: bool,
}

/// Who the site is, in a mail.
pub struct Signature {
    name: [String; 2],
    contact: Option<String>,
}

impl Signature {
    /// Reads the authority.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(app: &App) -> Result<Self, StoreError> {
        let authority = app.house.store.read(site::authority)?;
        Ok(match authority {
            Some(body) => Self {
                name: [body.name_nl, body.name_en],
                contact: body.contact_email,
            },
            None => Self {
                name: ["Weerklank".to_owned(), "Weerklank".to_owned()],
                contact: None,
            },
        })
    }

    fn name(&self, language: Language) -> &str {
        let [dutch, english] = &self.name;
        match language {
            Language::Nl => dutch,
            Language::En => english,
        }
    }
}

/// Writes a mail.
///
/// # Errors
/// [`LetterFault`] says why it can never be written.
pub fn write(
    app: &App,
    signature: &Signature,
    sender: &Mailbox,
    claimed: &ClaimedMail,
) -> Result<lettre::Message, LetterFault> {
    let signer = claimed.recipient.as_ref().ok_or(LetterFault::Erased)?;
    let person = person_of(&app.house.vault, signer.petition.id, &signer.sealed)?;
    let context = context(app, signature, signer, &person);
    let (_, [text, html], subject) = SUBJECTS
        .into_iter()
        .find(|(message, _, _)| *message == claimed.message)
        .ok_or_else(|| LetterFault::Unsendable(claimed.message.code().to_owned()))?;
    let templates: &Templates = &app.templates;
    let language = signer.language;
    let unsendable = |error: &dyn std::fmt::Display| LetterFault::Unsendable(error.to_string());
    let recipient = person.email.parse().map_err(|error| unsendable(&error))?;
    let host = sender.email.domain();
    let mut message = lettre::Message::builder()
        .from(Mailbox::new(
            Some(signature.name(language).to_owned()),
            sender.email.clone(),
        ))
        .to(Mailbox::new(None, recipient))
        .subject(templates.texts().plain(language, subject))
        // The same at every try, so that a mailbox can tell a repetition.
        .message_id(Some(format!("<outbox-{}@{host}>", claimed.id)))
        .date(claimed.created_at.into())
        .multipart(MultiPart::alternative_plain_html(
            templates.plain(text, language, &context)?,
            templates.html(html, language, &context)?,
        ))
        .map_err(|error| unsendable(&error))?;
    for (name, value) in [
        ("Auto-Submitted", "auto-generated"),
        ("Content-Language", language.code()),
    ] {
        let name =
            HeaderName::new_from_ascii(name.to_owned()).map_err(|error| unsendable(&error))?;
        message
            .headers_mut()
            .insert_raw(HeaderValue::new(name, value.to_owned()));
    }
    Ok(message)
}

fn context<'a>(
    app: &'a App,
    signature: &'a Signature,
    signer: &Recipient,
    person: &PersonOfSignature,
) -> Letter<'a> {
    let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    // The link works until the row is erased, or until a day after closing, whichever comes first.
    let erased_at = signer.begun_at + signer.petition.rules.unconfirmed_term();
    let grace = weerklank_domain::petitions::CONFIRM_GRACE;
    let expires_at = signer
        .petition
        .closes_at
        .map_or(erased_at, |closes| erased_at.min(closes + grace));
    let name = signature.name(signer.language);
    Letter {
        lang: signer.language.code(),
        site: LetterSite {
            name,
            authority_name: name,
            base_url: &app.base_url,
        },
        mail: LetterMail {
            name: person.name.clone(),
            title: signer.petition.title.clone(),
            confirm_url: format!("{}/confirm/{}", app.base_url, person.token),
            code: person.code.clone(),
            petition_url: format!("{}/petitions/{}", app.base_url, signer.petition.slug),
            expires_at: moment(expires_at),
            closes_at: signer.petition.closes_at.map(moment).unwrap_or_default(),
            has_closes_at: signer.petition.closes_at.is_some(),
            contact_email: signature.contact.clone().unwrap_or_default(),
            has_contact: signature.contact.is_some(),
        },
    }
}
