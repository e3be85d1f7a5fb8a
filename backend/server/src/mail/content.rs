//! What each mail says, from the row of the outbox and the sealed person.

use super::fault::LetterFault;
use crate::web::App;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use weerklank_acts::follow::unsubscribe_handle;
use weerklank_acts::moderation::complaint_path;
use weerklank_acts::petitions::person_of;
use weerklank_acts::petitions::write::petitioner_person;
use weerklank_domain::Language;
use weerklank_domain::moderation::Side;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::EventKind;
use weerklank_domain::text::plain_text;
use weerklank_store::StoreError;
use weerklank_store::moderation::DecisionRecord;
use weerklank_store::outbox::{ClaimedMail, MailEvent, Message, Recipient};
use weerklank_store::people::Seal;

/// What only one sort of mail has.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// About a signature that waits, or does not.
    Signature(SignatureContent),
    /// The petitioner's link.
    Link(LinkContent),
    /// The receipt of a petition.
    Received(ReceivedContent),
    /// An event.
    News(NewsContent),
    /// About a support that waits.
    Support(SupportContent),
    /// A petition for another authority.
    Forwarded(ForwardedContent),
    /// The link that proves a mailbox.
    Proof(ProofContent),
    /// About an input.
    Input(InputContent),
    Reply(ReplyContent),
    /// A decision on a petition or its news.
    PetitionDecision(PetitionDecisionContent),
    /// To whoever reported something.
    Notice(NoticeContent),
    /// About a commitment that somebody follows.
    Commitment(CommitmentContent),
}

/// About a signature.
#[derive(Debug, Clone, Serialize)]
pub struct SignatureContent {
    pub name: String,
    pub title: String,
    pub confirm_url: String,
    pub code: String,
    pub petition_url: String,
    pub expires_at: String,
    pub closes_at: String,
    pub has_closes_at: bool,
}

/// The petitioner's link.
#[derive(Debug, Clone, Serialize)]
pub struct LinkContent {
    pub has_name: bool,
    pub name: String,
    pub title: String,
    pub page_url: String,
    /// Whether the page's button files the petition.
    pub is_filing: bool,
    pub kept_until: String,
}

/// The receipt of a petition.
#[derive(Debug, Clone, Serialize)]
pub struct ReceivedContent {
    pub name: String,
    pub title: String,
    pub reference: String,
    pub submitted_at: String,
    pub decide_by: String,
    pub body_name: String,
    pub page_url: String,
}

/// An event of the thread.
#[derive(Debug, Clone, Serialize)]
pub struct NewsContent {
    pub name: String,
    pub title: String,
    pub reference: String,
    pub event: &'static str,
    pub has_ground: bool,
    pub ground: String,
    pub has_class: bool,
    pub class: String,
    pub has_text: bool,
    pub text: String,
    pub has_url: bool,
    pub url: String,
    pub has_petition_url: bool,
    pub petition_url: String,
    pub has_page: bool,
    pub page_url: String,
    pub has_support_url: bool,
    pub support_url: String,
    pub supporters_needed: u32,
    pub was_backed: bool,
    pub has_unsubscribe: bool,
    pub unsubscribe_url: String,
}

/// About a support.
#[derive(Debug, Clone, Serialize)]
pub struct SupportContent {
    pub name: String,
    pub title: String,
    pub confirm_url: String,
    pub expires_at: String,
}

/// A petition for another authority.
#[derive(Debug, Clone, Serialize)]
pub struct ForwardedContent {
    pub to_name: String,
    pub title: String,
    pub reference: String,
    pub has_text: bool,
    pub text: String,
    pub observation: String,
    pub has_observation: bool,
    pub request: String,
    pub explanation: String,
    pub has_explanation: bool,
    pub petitioner_name: String,
    pub petitioner_email: String,
    pub filed_at: String,
}

/// The link that proves a mailbox.
#[derive(Debug, Clone, Serialize)]
pub struct ProofContent {
    pub purpose: String,
    /// Whether whoever wanted to write may not, and until when.
    pub is_suspended: bool,
    pub suspended_until: String,
    pub has_round: bool,
    pub round_title: String,
    pub confirm_url: String,
    pub expires_at: String,
}

/// About an input: its receipt, a decision on it, news of its round.
#[derive(Debug, Clone, Serialize)]
pub struct InputContent {
    pub has_name: bool,
    pub name: String,
    pub number: String,
    pub text: String,
    pub round_title: String,
    pub round_url: String,
    pub mine_url: String,
    pub answer_url: String,
    /// Whether it was said, and the mail asks its speaker to agree with the report.
    pub asks_speaker: bool,
    pub is_late: bool,
    /// Whether its author may still write it anew.
    pub can_change: bool,
    pub has_answer_by: bool,
    pub answer_by: String,
    pub has_closes_at: bool,
    pub closes_at: String,
    pub action: &'static str,
    #[serde(flatten)]
    pub grounds: GroundsContent,
    pub has_reason: bool,
    pub reason: String,
    pub is_cancelled: bool,
}

/// The house rule of a decision, and what stood there.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GroundsContent {
    pub can_complain: bool,
    pub has_end: bool,
    pub ends_at: String,
    pub has_rule: bool,
    pub rule: &'static str,
    pub rule_version: i32,
    pub facts: String,
    pub rules_url: String,
    pub complaint_url: String,
}

/// To whoever reported something.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeContent {
    pub has_name: bool,
    pub name: String,
    pub number: String,
    pub is_decided: bool,
    pub outcome: &'static str,
    pub reason: String,
    pub page_url: String,
}

impl GroundsContent {
    /// Those of a decision; empty for one that restricts nothing.
    pub fn of(app: &App, decision: Option<&DecisionRecord>) -> Self {
        let grounds = decision.and_then(|decision| decision.grounds.as_ref());
        let ends_at = decision.and_then(|decision| decision.ends_at);
        grounds.map_or_else(Self::default, |grounds| Self {
            can_complain: decision.is_some_and(|decision| decision.action.can_be_disputed()),
            has_end: ends_at.is_some(),
            ends_at: ends_at.map(moment).unwrap_or_default(),
            has_rule: true,
            rule: grounds.rule.code(),
            rule_version: grounds.version,
            facts: plain_text(&grounds.facts),
            rules_url: format!("{}/house-rules/{}", app.base_url, grounds.version),
            complaint_url: decision
                .map(|decision| {
                    let path = complaint_path(&app.house.vault, Side::Author, decision.id);
                    format!("{}{path}", app.base_url)
                })
                .unwrap_or_default(),
        })
    }
}

/// A mail to whoever replied.
#[derive(Debug, Clone, Serialize)]
pub struct ReplyContent {
    pub has_name: bool,
    pub name: String,
    pub title: String,
    pub text: String,
    pub thread_url: String,
    pub action: &'static str,
    #[serde(flatten)]
    pub grounds: GroundsContent,
    pub has_reason: bool,
    pub reason: String,
}

/// A decision of moderation, to a petitioner.
#[derive(Debug, Clone, Serialize)]
pub struct PetitionDecisionContent {
    pub name: String,
    pub title: String,
    pub reference: String,
    pub has_news: bool,
    pub news: String,
    pub page_url: String,
    pub action: &'static str,
    #[serde(flatten)]
    pub grounds: GroundsContent,
    pub has_reason: bool,
    pub reason: String,
}

/// A mail to somebody who follows a commitment.
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentContent {
    pub reference: String,
    pub title: String,
    pub event: &'static str,
    pub due_on: String,
    pub is_moved: bool,
    pub has_reason: bool,
    pub reason: String,
    pub has_url: bool,
    pub url: String,
    pub commitment_url: String,
    pub answer_url: String,
    pub answer_until: String,
    pub stop_url: String,
}

impl Content {
    /// Where news is stopped; only mails of which there may be more have it.
    pub fn unsubscribe_url(&self) -> Option<String> {
        match self {
            Self::News(news) if news.has_unsubscribe => Some(news.unsubscribe_url.clone()),
            Self::Commitment(content) => Some(content.stop_url.clone()),
            _ => None,
        }
    }
}

pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The address of a mail, and what it says.
///
/// # Errors
/// [`LetterFault`] says why it can never be written.
pub fn of(
    app: &App,
    claimed: &ClaimedMail,
    recipient: &Recipient,
) -> Result<(String, Content), LetterFault> {
    match claimed.message {
        Message::ConfirmSignature
        | Message::ConfirmReminder
        | Message::AlreadySigned
        | Message::MailboxFull => signature(app, recipient),
        Message::SignerNews => signer_news(app, event(claimed)?, recipient),
        Message::DraftLink => link(app, recipient, false),
        Message::FileLink => link(app, recipient, true),
        Message::PetitionReceived => received(app, recipient),
        Message::PetitionNews => petition_news(app, event(claimed)?, recipient),
        Message::PetitionModerated => petition_decision(app, claimed, recipient),
        Message::ConfirmSupport => support(app, recipient),
        Message::ForwardedPetition => forwarded(app, event(claimed)?, recipient),
        Message::Prove
        | Message::InputReceived
        | Message::InputModerated
        | Message::RoundNews
        | Message::PapersChanged
        | Message::RoundAnswered
        | Message::ReplyModerated
        | Message::NoticeNews
        | Message::CommitmentNews
        | Message::CommitmentDone => Err(LetterFault::Erased),
    }
}

fn event(claimed: &ClaimedMail) -> Result<&MailEvent, LetterFault> {
    claimed.event.as_ref().ok_or(LetterFault::Erased)
}

type Written = Result<(String, Content), LetterFault>;

fn petition_url(app: &App, recipient: &Recipient) -> String {
    format!("{}/petitions/{}", app.base_url, recipient.petition.slug)
}

fn signature(app: &App, recipient: &Recipient) -> Written {
    let petition = &recipient.petition;
    let person = person_of(&app.house.vault, petition.id, &recipient.sealed)?;
    // The link works until the row is erased, or until a day after closing, whichever comes first.
    let erased_at = recipient.begun_at + petition.rules.unconfirmed_term();
    let grace = weerklank_domain::petitions::CONFIRM_GRACE;
    let expires_at = petition
        .closes_at
        .map_or(erased_at, |closes| erased_at.min(closes + grace));
    let content = SignatureContent {
        name: person.name,
        title: petition.title.clone(),
        confirm_url: format!("{}/confirm/{}", app.base_url, person.token),
        code: person.code,
        petition_url: petition_url(app, recipient),
        expires_at: moment(expires_at),
        closes_at: petition.closes_at.map(moment).unwrap_or_default(),
        has_closes_at: petition.closes_at.is_some(),
    };
    Ok((person.email, Content::Signature(content)))
}

fn link(app: &App, recipient: &Recipient, is_filing: bool) -> Written {
    let petition = &recipient.petition;
    let person = petitioner_person(&app.house.vault, petition.id, &recipient.sealed)?;
    let kept = recipient.begun_at + weerklank_domain::petitions::DRAFT_KEPT;
    let content = LinkContent {
        has_name: !person.name.is_empty(),
        name: person.name,
        title: petition.title.clone(),
        page_url: format!("{}/mine/{}", app.base_url, person.mail_token),
        is_filing,
        kept_until: moment(kept),
    };
    Ok((person.email, Content::Link(content)))
}

fn received(app: &App, recipient: &Recipient) -> Written {
    let petition = &recipient.petition;
    let person = petitioner_person(&app.house.vault, petition.id, &recipient.sealed)?;
    let submitted_at = petition.submitted_at.unwrap_or(recipient.begun_at);
    let due = ObligationKind::Decide.due(&petition.rules, submitted_at);
    let content = ReceivedContent {
        name: person.name,
        title: petition.title.clone(),
        reference: petition.reference.clone(),
        submitted_at: moment(submitted_at),
        decide_by: weerklank_domain::calendar::last_day_before(due).to_string(),
        body_name: match recipient.language {
            Language::Nl => petition.body.1.clone(),
            Language::En => petition.body.2.clone(),
        },
        page_url: format!("{}/mine/{}", app.base_url, person.mail_token),
    };
    Ok((person.email, Content::Received(content)))
}

fn news(app: &App, event: &MailEvent, recipient: &Recipient, name: String) -> NewsContent {
    let petition = &recipient.petition;
    let text = event.text.as_deref().map(plain_text).unwrap_or_default();
    let code = event.code.clone().unwrap_or_default();
    let is_ground = event.kind == EventKind::Refused && !code.is_empty();
    let is_class = event.kind == EventKind::TakenDown && !code.is_empty();
    NewsContent {
        name,
        title: petition.title.clone(),
        reference: petition.reference.clone(),
        event: event.kind.code(),
        has_ground: is_ground,
        ground: code.clone(),
        has_class: is_class,
        class: code,
        has_text: !text.is_empty(),
        text,
        has_url: event.url.is_some(),
        url: event
            .url
            .as_deref()
            .map(|url| app.whole(url))
            .unwrap_or_default(),
        has_petition_url: petition.is_public,
        petition_url: petition_url(app, recipient),
        has_page: false,
        page_url: String::new(),
        has_support_url: false,
        support_url: String::new(),
        supporters_needed: petition.rules.supporters_needed,
        was_backed: false,
        has_unsubscribe: false,
        unsubscribe_url: String::new(),
    }
}

fn signer_news(app: &App, event: &MailEvent, recipient: &Recipient) -> Written {
    let person = person_of(&app.house.vault, recipient.petition.id, &recipient.sealed)?;
    let handle = unsubscribe_handle(&app.house, recipient.person_id);
    let content = NewsContent {
        was_backed: event.kind == EventKind::Opened,
        has_unsubscribe: true,
        unsubscribe_url: format!("{}/unsubscribe/{handle}", app.base_url),
        ..news(app, event, recipient, person.name)
    };
    Ok((person.email, Content::News(content)))
}

fn petition_news(app: &App, event: &MailEvent, recipient: &Recipient) -> Written {
    let petition = &recipient.petition;
    let person = petitioner_person(&app.house.vault, petition.id, &recipient.sealed)?;
    let is_gathering = event.kind == EventKind::Gathering && !person.support_token.is_empty();
    let content = NewsContent {
        has_page: event.kind != EventKind::TakenDown,
        page_url: format!("{}/mine/{}", app.base_url, person.mail_token),
        has_support_url: is_gathering,
        support_url: format!("{}/support/{}", app.base_url, person.support_token),
        ..news(app, event, recipient, person.name)
    };
    Ok((person.email, Content::News(content)))
}

fn petition_decision(app: &App, claimed: &ClaimedMail, recipient: &Recipient) -> Written {
    let told = claimed.decision.as_ref().ok_or(LetterFault::Erased)?;
    let petition = &recipient.petition;
    let person = petitioner_person(&app.house.vault, petition.id, &recipient.sealed)?;
    let news = told.news.as_deref().map(plain_text).unwrap_or_default();
    let reason = told.decision.reason.as_deref();
    let content = PetitionDecisionContent {
        name: person.name,
        title: petition.title.clone(),
        reference: petition.reference.clone(),
        has_news: !news.is_empty(),
        news,
        page_url: format!("{}/mine/{}", app.base_url, person.mail_token),
        action: told.decision.action.code(),
        grounds: GroundsContent::of(app, Some(&told.decision)),
        has_reason: reason.is_some(),
        reason: reason.map(plain_text).unwrap_or_default(),
    };
    Ok((person.email, Content::PetitionDecision(content)))
}

fn support(app: &App, recipient: &Recipient) -> Written {
    let petition = &recipient.petition;
    let person = person_of(&app.house.vault, petition.id, &recipient.sealed)?;
    let content = SupportContent {
        name: person.name,
        title: petition.title.clone(),
        confirm_url: format!("{}/support/confirm/{}", app.base_url, person.token),
        expires_at: moment(recipient.begun_at + petition.rules.unconfirmed_term()),
    };
    Ok((person.email, Content::Support(content)))
}

fn forwarded(app: &App, event: &MailEvent, recipient: &Recipient) -> Written {
    let petition = &recipient.petition;
    let sealed = Seal::ForwardedTo(petition.id);
    let address = app.house.vault.open(sealed, &recipient.sealed);
    let address = address.map_err(|_| StoreError::Corrupt {
        table: "petition_events",
        row: event.id.to_string(),
    })?;
    let petitioner = recipient
        .petitioner_sealed
        .as_deref()
        .map(|sealed| petitioner_person(&app.house.vault, petition.id, sealed))
        .transpose()?
        .unwrap_or_default();
    let text = event.text.as_deref().map(plain_text).unwrap_or_default();
    let content = ForwardedContent {
        to_name: event.to_name.clone().unwrap_or_default(),
        title: petition.title.clone(),
        reference: petition.reference.clone(),
        has_text: !text.is_empty(),
        text,
        has_observation: !petition.observation.is_empty(),
        observation: petition.observation.clone(),
        request: petition.request.clone(),
        has_explanation: !petition.explanation.is_empty(),
        explanation: petition.explanation.clone(),
        petitioner_name: petitioner.name,
        petitioner_email: petitioner.email,
        filed_at: moment(petition.submitted_at.unwrap_or(event.at)),
    };
    Ok((address, Content::Forwarded(content)))
}
