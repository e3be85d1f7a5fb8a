//! A mail of the outbox, put into words.

use super::content::{self, Content};
use super::fault::LetterFault;
use super::participant;
use crate::templates::{TemplateFault, Templates};
use crate::web::App;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::petitions::EventKind;
use weerklank_store::StoreError;
use weerklank_store::outbox::{ClaimedMail, Message};
use weerklank_store::site;

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

/// What every mail has, and what only this one has.
#[derive(Serialize)]
struct LetterMail {
    subject_key: String,
    contact_email: String,
    has_contact: bool,
    #[serde(flatten)]
    content: Content,
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
    let (language, address, content) = written(app, claimed)?;
    let subject_key = match &content {
        Content::Proof(proof) if proof.is_suspended => "mail-suspended-subject".to_owned(),
        _ => subject_key(
            claimed.message,
            claimed.event.as_ref().map(|event| event.kind),
        ),
    };
    let unsendable = |error: &dyn std::fmt::Display| LetterFault::Unsendable(error.to_string());
    let to = address.parse().map_err(|error| unsendable(&error))?;
    let host = sender.email.domain();
    let unsubscribe = content.unsubscribe_url();
    let (subject, text, html) = render(
        app,
        signature,
        language,
        claimed.message,
        subject_key,
        content,
    )?;
    let mut message = lettre::Message::builder()
        .from(Mailbox::new(
            Some(signature.name(language).to_owned()),
            sender.email.clone(),
        ))
        .to(Mailbox::new(None, to))
        .subject(subject)
        // The same at every try, so that a mailbox can tell a repetition.
        .message_id(Some(format!("<outbox-{}@{host}>", claimed.id)))
        .date(claimed.created_at.into())
        .multipart(MultiPart::alternative_plain_html(text, html))
        .map_err(|error| unsendable(&error))?;
    let mut headers = vec![
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("Content-Language", language.code().to_owned()),
    ];
    if let Some(url) = unsubscribe {
        // RFC 8058: one click in the mail program, without a page in between.
        headers.push(("List-Unsubscribe", format!("<{url}>")));
        headers.push((
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click".to_owned(),
        ));
    }
    for (name, value) in headers {
        let name =
            HeaderName::new_from_ascii(name.to_owned()).map_err(|error| unsendable(&error))?;
        message
            .headers_mut()
            .insert_raw(HeaderValue::new(name, value));
    }
    Ok(message)
}

/// The language and the address of a mail, and what it says.
fn written(app: &App, claimed: &ClaimedMail) -> Result<(Language, String, Content), LetterFault> {
    if let Some(participant) = &claimed.participant {
        if !participant.wants_news {
            return Err(LetterFault::Unwanted);
        }
        let (address, content) = participant::of(app, claimed.message, participant)?;
        return Ok((participant.language, address, content));
    }
    let recipient = claimed.recipient.as_ref().ok_or(LetterFault::Erased)?;
    if claimed.message == Message::SignerNews && !recipient.wants_news {
        return Err(LetterFault::Unwanted);
    }
    let (address, content) = content::of(app, claimed, recipient)?;
    Ok((recipient.language, address, content))
}

/// Subject, text and HTML of a mail.
fn render(
    app: &App,
    signature: &Signature,
    language: Language,
    message: Message,
    subject_key: String,
    content: Content,
) -> Result<(String, String, String), TemplateFault> {
    let templates: &Templates = &app.templates;
    let name = signature.name(language);
    let letter = Letter {
        lang: language.code(),
        site: LetterSite {
            name,
            authority_name: name,
            base_url: &app.base_url,
        },
        mail: LetterMail {
            subject_key,
            contact_email: signature.contact.clone().unwrap_or_default(),
            has_contact: signature.contact.is_some(),
            content,
        },
    };
    let [text, html] = templates_of(message);
    Ok((
        templates.texts().plain(language, &letter.mail.subject_key),
        templates.plain(text, language, &letter)?,
        templates.html(html, language, &letter)?,
    ))
}

/// The templates of a mail: text, HTML.
pub(super) fn templates_of(message: Message) -> [&'static str; 2] {
    match message {
        Message::ConfirmSignature => ["mail/confirm-signature/text", "mail/confirm-signature/html"],
        Message::ConfirmReminder => ["mail/confirm-reminder/text", "mail/confirm-reminder/html"],
        Message::AlreadySigned => ["mail/already-signed/text", "mail/already-signed/html"],
        Message::MailboxFull => ["mail/mailbox-full/text", "mail/mailbox-full/html"],
        Message::DraftLink | Message::FileLink => {
            ["mail/petitioner-link/text", "mail/petitioner-link/html"]
        }
        Message::PetitionReceived => ["mail/petition-received/text", "mail/petition-received/html"],
        Message::PetitionNews | Message::SignerNews => {
            ["mail/petition-news/text", "mail/petition-news/html"]
        }
        Message::PetitionModerated => [
            "mail/petition-moderated/text",
            "mail/petition-moderated/html",
        ],
        Message::ConfirmSupport => ["mail/confirm-support/text", "mail/confirm-support/html"],
        Message::ForwardedPetition => [
            "mail/forwarded-petition/text",
            "mail/forwarded-petition/html",
        ],
        Message::Prove => ["mail/prove/text", "mail/prove/html"],
        Message::InputReceived => ["mail/input-received/text", "mail/input-received/html"],
        Message::InputModerated => ["mail/input-moderated/text", "mail/input-moderated/html"],
        Message::ReplyModerated => ["mail/reply-moderated/text", "mail/reply-moderated/html"],
        Message::NoticeNews => ["mail/notice-news/text", "mail/notice-news/html"],
        Message::RoundNews => ["mail/round-news/text", "mail/round-news/html"],
        Message::CommitmentNews => ["mail/commitment-news/text", "mail/commitment-news/html"],
        Message::CommitmentDone => ["mail/commitment-done/text", "mail/commitment-done/html"],
        Message::PapersChanged => ["mail/papers-changed/text", "mail/papers-changed/html"],
        Message::RoundAnswered => ["mail/round-answered/text", "mail/round-answered/html"],
    }
}

/// The key of a mail's subject; news has one for each kind of event.
pub fn subject_key(message: Message, event: Option<EventKind>) -> String {
    let dashed = |code: &str| code.replace('_', "-");
    match (message, event) {
        (Message::PetitionNews | Message::SignerNews, Some(kind)) => {
            format!("mail-news-subject-{}", dashed(kind.code()))
        }
        (other, _) => format!("mail-{}-subject", dashed(other.code())),
    }
}

#[cfg(test)]
mod tests;
