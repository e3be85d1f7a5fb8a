//! Somebody at the desk enters what came by post, at a meeting, by telephone, by e-mail or elsewhere.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::CannotTakePart;
use crate::inputs::enter::{EnteredInput, enter_in};
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use weerklank_domain::Language;
use weerklank_domain::calendar::{day_of, last_day_before, start_of};
use weerklank_domain::inputs::{Channel, InputText, Sender, Standing};
use weerklank_domain::people::{EmailAddress, Permission};
use weerklank_domain::petitions::Title;
use weerklank_domain::rounds::{InputForm, ModerationTime, received_in_time};
use weerklank_store::Db;
use weerklank_store::inputs::{NewOrigin, Registered};
use weerklank_store::outbox::{Message, tell_author};
use weerklank_store::rounds::{RoundRecord, find_by_id};

/// What is entered. Its texts were parsed before.
#[derive(Debug, Clone)]
pub struct DeskEntry {
    /// The form.
    pub form: InputForm,
    /// The title of an idea.
    pub title: Option<Title>,
    /// The text.
    pub text: InputText,
    /// The language of the text.
    pub language: Language,
    /// The way it came; never the site itself.
    pub channel: Channel,
    /// Whose platform it was found on.
    pub source_name: Option<String>,
    /// Where it stands there.
    pub url: Option<String>,
    /// Who sent it.
    pub sender: Sender,
    /// The name; empty for none.
    pub name: String,
    /// Whether the name of a person may be read by everybody (NOT-2).
    pub show_name: bool,
    /// Where the receipt goes.
    pub email: Option<EmailAddress>,
    /// Whether everybody may read it (NOT-4).
    pub is_public: bool,
    /// The key of the area.
    pub area_id: Option<i64>,
    /// The day on which it was received.
    pub received_on: NaiveDate,
    /// The postmark of a letter.
    pub posted_on: Option<NaiveDate>,
    /// The day on which the speaker of an oral view agreed with its report.
    pub agreed_on: Option<NaiveDate>,
    /// What is entered twice under one key is one input.
    pub key: String,
}

/// Why something cannot be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotEnter {
    /// Who writes through the site, proves a mailbox.
    #[error("what came through the site is not entered")]
    ThroughSite,
    /// It was not received yet.
    #[error("it was not received yet")]
    InFuture,
    /// Nobody knew of the round on that day.
    #[error("the round was not announced by then")]
    BeforeRound,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    /// What it got.
    pub registered: Registered,
    /// Whether it was new; otherwise it was entered before under its key.
    pub is_new: bool,
}

/// Enters one input: it has its number from now on, and its sender a receipt where there is an
/// address.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], [`ActError::CannotTakePart`] when the round takes
/// nothing or not this, [`ActError::CannotEnter`], or what the store says.
pub fn enter_input(
    house: &House,
    actor: &Actor,
    round_id: i64,
    entry: &DeskEntry,
) -> ActResult<Entered> {
    let entered = enter_all(house, actor, round_id, std::slice::from_ref(entry))?;
    entered.first().copied().ok_or(ActError::Missing)
}

/// Enters inputs, all of them or none.
///
/// # Errors
/// As [`enter_input`].
pub fn enter_all(
    house: &House,
    actor: &Actor,
    round_id: i64,
    entries: &[DeskEntry],
) -> ActResult<Vec<Entered>> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = find_by_id(db, round_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::EnterInputs, round.body.0)?;
        if round.is_elsewhere() {
            return Err(CannotTakePart::Elsewhere.into());
        }
        round.window().takes(now).map_err(CannotTakePart::Round)?;
        entries
            .iter()
            .map(|entry| enter_one(house, db, actor, &round, entry, now))
            .collect()
    })
}

fn enter_one(
    house: &House,
    db: &mut Db,
    actor: &Actor,
    round: &RoundRecord,
    entry: &DeskEntry,
    now: DateTime<Utc>,
) -> ActResult<Entered> {
    may_enter(round, entry, now)?;
    let input = input_of(actor, round, entry, now);
    let (registered, is_new) = enter_in(house, db, round, &input, now)?;
    if is_new {
        if let (Some(author), true) = (registered.author_id, entry.email.is_some()) {
            tell_author(db, Message::InputReceived, author, None, now)?;
        }
        let number = registered.number.to_string();
        let subject = Subject {
            kind: "input",
            name: &number,
            body_id: Some(round.body.0),
        };
        let detail = entry.channel.code();
        audit(db, actor, AuditAct::InputEntered, subject, detail, now)?;
    }
    Ok(Entered { registered, is_new })
}

/// Whether a round takes an entry, whatever its state.
///
/// # Errors
/// [`ActError::CannotTakePart`] without such a form, [`ActError::CannotEnter`].
pub fn may_enter(round: &RoundRecord, entry: &DeskEntry, now: DateTime<Utc>) -> ActResult<()> {
    let form = round
        .form(entry.form)
        .filter(|had| had.form != InputForm::Statement || had.takes_own);
    if form.is_none() {
        return Err(CannotTakePart::NoSuchForm.into());
    }
    if entry.channel == Channel::Web {
        return Err(CannotEnter::ThroughSite.into());
    }
    let today = day_of(now);
    let days = [Some(entry.received_on), entry.posted_on, entry.agreed_on];
    if days.into_iter().flatten().any(|day| day > today) {
        return Err(CannotEnter::InFuture.into());
    }
    let known = round.announced_at.or(round.opens_at).map(day_of);
    if known.is_some_and(|known| entry.received_on < known) {
        return Err(CannotEnter::BeforeRound.into());
    }
    Ok(())
}

/// A moment that stands for a day: now for today, noon for any other.
pub(super) fn moment_of(day: NaiveDate, now: DateTime<Utc>) -> DateTime<Utc> {
    if day == day_of(now) {
        now
    } else {
        start_of(day) + TimeDelta::hours(12)
    }
}

fn input_of(
    actor: &Actor,
    round: &RoundRecord,
    entry: &DeskEntry,
    now: DateTime<Utc>,
) -> EnteredInput {
    let standing = Standing::new(round.moderation == ModerationTime::Before);
    // Only a letter can have been on its way.
    let posted_on = entry.posted_on.filter(|_| entry.channel == Channel::Paper);
    let is_late = round.closes_at.is_some_and(|closes| {
        let grace = round.rules.post_grace_days;
        !received_in_time(posted_on, entry.received_on, last_day_before(closes), grace)
    });
    let email = entry.email.as_ref().map(|email| email.as_str().to_owned());
    let has_person = email.is_some() || !entry.name.is_empty();
    let shows_name = entry.show_name || entry.sender.is_organisation();
    EnteredInput {
        form: entry.form,
        language: entry.language.into(),
        title: entry.title.as_ref().map(|title| title.as_str().to_owned()),
        text: entry.text.as_str().to_owned(),
        state: standing.state,
        moderation: standing.moderation,
        is_late,
        channel: entry.channel,
        source_name: entry.source_name.clone(),
        // A statement is there to be voted on by everybody.
        is_public: entry.is_public || entry.form == InputForm::Statement,
        display_name: Some(entry.name.clone()).filter(|name| shows_name && !name.is_empty()),
        sender: entry.sender,
        area_id: entry.area_id,
        place_name: None,
        point: None,
        person: has_person.then(|| (entry.name.clone(), email.unwrap_or_default())),
        origin: Some(NewOrigin {
            entered_by: Some(actor.staff_id),
            url: entry.url.clone(),
            posted_on,
            speaker_agreed_at: entry
                .agreed_on
                .filter(|_| entry.channel.is_oral())
                .map(|day| moment_of(day, now)),
            stake: None,
        }),
        received_at: moment_of(entry.received_on, now),
        endorsements: 0,
        source_key: Some(format!("desk:{}:{}", round.id, entry.key)),
    }
}
