//! Giving an input its number, with everything that belongs to it.

use super::groups;
use crate::errors::StoreResult;
use crate::moderation::{Arrival, ModerationSubject, arrive};
use crate::moment::{Moment, moment};
use crate::rounds::{Changes, Facet};
use crate::schema::{
    authors, input_organisations, input_origins, input_versions, inputs, statement_tallies,
};
use crate::search::{self, Index};
use crate::{Db, counters};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::areas::Point;
use weerklank_domain::inputs::{Channel, InputNumber, InputState, Sender, Standing};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::search::tokens;
use weerklank_domain::{Language, TextLanguage};

/// The person behind an input, sealed.
#[derive(Debug, Clone)]
pub struct NewAuthor {
    /// Which mailbox or code, by a keyed hash that holds for this round only.
    pub author_key: Option<String>,
    /// Name, address and token.
    pub sealed: String,
    /// The hash of the token.
    pub token_hash: String,
    /// The language to write in.
    pub language: Language,
}

/// How it came in that somebody entered.
#[derive(Debug, Clone, Default)]
pub struct NewOrigin {
    /// Who entered it.
    pub entered_by: Option<i64>,
    /// Where it stands on another platform.
    pub url: Option<String>,
    /// The postmark.
    pub posted_on: Option<NaiveDate>,
    /// When the speaker agreed.
    pub speaker_agreed_at: Option<DateTime<Utc>>,
    /// What the sender says of the own interest.
    pub stake: Option<String>,
}

/// An input to be registered.
#[derive(Debug, Clone)]
pub struct NewInput {
    /// The round's key and number.
    pub round: (i64, i64),
    /// The form.
    pub form: InputForm,
    /// The language of the text.
    pub language: TextLanguage,
    /// The title of an idea.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// Where it stands at once.
    pub standing: Standing,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// The way it came.
    pub channel: Channel,
    /// Whose platform.
    pub source_name: Option<String>,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// The name that is shown.
    pub display_name: Option<String>,
    /// Who sends it.
    pub sender: Sender,
    /// The area.
    pub area_id: Option<i64>,
    /// The place in words.
    pub place_name: Option<String>,
    /// The place, in millionths of a degree: north, east.
    pub point: Option<Point>,
    /// The person.
    pub author: Option<NewAuthor>,
    /// How it came in.
    pub origin: Option<NewOrigin>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// How it came in, for the queue of moderation.
    pub arrival: Arrival,
    /// Now.
    pub at: DateTime<Utc>,
    /// Endorsements that another system counted.
    pub endorsements: i32,
    /// Its key in that system.
    pub source_key: Option<String>,
}

/// What an input got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// Its key.
    pub id: i64,
    /// Its number.
    pub number: InputNumber,
    /// The key of its person row.
    pub author_id: Option<i64>,
}

/// Gives an input its number. The number, the row, its person, its counts and its words in the index
/// belong to one transaction: numbers have no holes, and no input has two states.
///
/// # Errors
/// [`crate::StoreError::Taken`] when the source key or the token is in use.
pub fn register(db: &mut Db, new: &NewInput) -> StoreResult<Registered> {
    let (round_id, round_number) = new.round;
    // The counter's row is the lock of the round: whoever comes second waits here.
    let number = counters::next(db, &format!("input:{round_id}"))?;
    let author_id = match &new.author {
        Some(author) => Some(add_author(db, round_id, author, new.at)?),
        None => None,
    };
    let group = groups::leader_of(db, round_id, new)?;
    let is_first = group.is_none();
    let is_listed = super::change::is_listed(new.is_public, is_first, new.standing);
    let id: i64 = diesel::insert_into(inputs::table)
        .values((
            inputs::round_id.eq(round_id),
            inputs::number.eq(number),
            inputs::form.eq(new.form.code()),
            inputs::lang.eq(new.language.code()),
            inputs::title.eq(&new.title),
            inputs::text.eq(&new.text),
            inputs::version.eq(1),
            inputs::state.eq(new.standing.state.code()),
            inputs::moderation.eq(new.standing.moderation.code()),
            inputs::is_late.eq(new.is_late),
            inputs::channel.eq(new.channel.code()),
            (
                inputs::source_name.eq(&new.source_name),
                inputs::is_public.eq(new.is_public),
                inputs::display_name.eq(&new.display_name),
                inputs::sender_kind.eq(new.sender.kind().code()),
                inputs::area_id.eq(new.area_id),
                inputs::place_name.eq(&new.place_name),
                inputs::latitude.eq(new.point.map(|point| point.latitude)),
                inputs::longitude.eq(new.point.map(|point| point.longitude)),
                inputs::author_id.eq(author_id),
                inputs::received_at.eq(Moment::from(new.received_at)),
                inputs::registered_at.eq(Moment::from(new.at)),
                inputs::changed_at.eq(Moment::from(new.at)),
                inputs::withdrawn_at.eq(moment(
                    (new.standing.state == InputState::Withdrawn).then_some(new.received_at),
                )),
                inputs::group_id.eq(group),
                inputs::senders.eq(1),
                inputs::endorsements.eq(new.endorsements),
                inputs::replies.eq(0),
                inputs::is_listed.eq(is_listed),
                inputs::source_key.eq(&new.source_key),
            ),
        ))
        .returning(inputs::id)
        .get_result(db)?;
    add_version(db, id, 1, new.title.as_deref(), &new.text, new.at)?;
    if let Some(said) = new.sender.said() {
        add_organisation(db, id, said)?;
    }
    if let Some(origin) = &new.origin {
        add_origin(db, id, origin)?;
    }
    if new.form == InputForm::Statement {
        add_tally(db, id, round_id)?;
    }
    arrive(db, ModerationSubject::Input(id), &new.arrival, new.at)?;
    groups::joined(db, round_id, id, group, &new.text)?;
    index(db, id, new.title.as_deref(), &new.text, new.language)?;
    let mut changes = Changes::default();
    changes.add(Facet::State, new.standing.state.code(), 1);
    changes.add(Facet::Moderation, new.standing.moderation.code(), 1);
    changes.add(Facet::Channel, new.channel.code(), 1);
    changes.add(Facet::Form, new.form.code(), 1);
    if let Some(area) = new.area_id {
        changes.add(Facet::Area, &area.to_string(), 1);
    }
    changes.add(Facet::Late, "late", i64::from(new.is_late));
    changes.add(Facet::Listed, "listed", i64::from(is_listed));
    changes.write(db, round_id)?;
    Ok(Registered {
        id,
        number: InputNumber {
            round: round_number,
            number,
        },
        author_id,
    })
}

fn add_author(
    db: &mut Db,
    round_id: i64,
    author: &NewAuthor,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    Ok(diesel::insert_into(authors::table)
        .values((
            authors::round_id.eq(round_id),
            authors::author_key.eq(&author.author_key),
            authors::sealed.eq(&author.sealed),
            authors::token_hash.eq(&author.token_hash),
            authors::lang.eq(author.language.code()),
            authors::begun_at.eq(Moment::from(at)),
        ))
        .returning(authors::id)
        .get_result(db)?)
}

fn add_organisation(db: &mut Db, input_id: i64, said: Sender) -> StoreResult<()> {
    use input_organisations as o;
    diesel::insert_into(o::table)
        .values((o::input_id.eq(input_id), o::kind.eq(said.code())))
        .execute(db)?;
    Ok(())
}

fn add_origin(db: &mut Db, input_id: i64, origin: &NewOrigin) -> StoreResult<()> {
    use input_origins as o;
    diesel::insert_into(o::table)
        .values((
            o::input_id.eq(input_id),
            o::entered_by.eq(origin.entered_by),
            o::url.eq(&origin.url),
            o::posted_on.eq(origin.posted_on),
            o::speaker_agreed_at.eq(moment(origin.speaker_agreed_at)),
            o::stake.eq(&origin.stake),
        ))
        .execute(db)?;
    Ok(())
}

fn add_tally(db: &mut Db, input_id: i64, round_id: i64) -> StoreResult<()> {
    use statement_tallies as t;
    diesel::insert_into(t::table)
        .values((
            t::input_id.eq(input_id),
            t::round_id.eq(round_id),
            t::agree.eq(0),
            t::disagree.eq(0),
            t::pass.eq(0),
            t::ballots.eq(0),
        ))
        .execute(db)?;
    Ok(())
}

/// Keeps a text of an input.
pub(super) fn add_version(
    db: &mut Db,
    input_id: i64,
    version: i32,
    title: Option<&str>,
    text: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    use input_versions as v;
    diesel::insert_into(v::table)
        .values((
            v::input_id.eq(input_id),
            v::version.eq(version),
            v::title.eq(title),
            v::text.eq(text),
            v::at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    Ok(())
}

/// Writes the words of an input into the index.
pub(super) fn index(
    db: &mut Db,
    id: i64,
    title: Option<&str>,
    text: &str,
    language: TextLanguage,
) -> StoreResult<()> {
    let mut words = tokens(title.unwrap_or_default(), language);
    words.extend(tokens(&weerklank_domain::text::plain_text(text), language));
    search::write(db, Index::Inputs, id, words)
}
