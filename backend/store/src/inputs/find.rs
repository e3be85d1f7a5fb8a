//! One input, with its versions and where it came from.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{areas, authors, input_origins, input_versions, inputs, rounds};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use weerklank_domain::TextLanguage;
use weerklank_domain::areas::Point;
use weerklank_domain::inputs::{
    Channel, InputNumber, InputState, ModerationState, Sender, Standing,
};
use weerklank_domain::rounds::InputForm;

/// An input.
#[derive(Debug, Clone)]
pub struct InputRecord {
    /// Its key.
    pub id: i64,
    /// The round's key.
    pub round_id: i64,
    /// The round's name in addresses.
    pub round_slug: String,
    /// Its number for people.
    pub number: InputNumber,
    /// The form that it was made in.
    pub form: InputForm,
    /// The language of its text.
    pub language: TextLanguage,
    /// The title of an idea.
    pub title: Option<String>,
    /// Its text: Markdown, or the line of a statement.
    pub text: String,
    /// How often it was written.
    pub version: i32,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// By which way it came.
    pub channel: Channel,
    /// Whose platform it was found on.
    pub source_name: Option<String>,
    /// Whether its author lets everybody read it.
    pub is_public: bool,
    /// The name that its author shows.
    pub display_name: Option<String>,
    /// Who sent it.
    pub sender: Sender,
    /// The area that it is about: code and name.
    pub area: Option<(String, String)>,
    /// The place in words.
    pub place_name: Option<String>,
    /// The place: degrees north and east, in millionths.
    pub point: Option<Point>,
    /// The key of the person row; the row may be erased.
    pub author_id: Option<i64>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// When it got its number.
    pub registered_at: DateTime<Utc>,
    /// When its text was changed last.
    pub changed_at: DateTime<Utc>,
    /// The first of the near-identical texts that it belongs to.
    pub group_id: Option<i64>,
    /// How many people sent this text.
    pub senders: i32,
    /// How many people stand behind it.
    pub endorsements: i32,
    /// How many replies it has.
    pub replies: i32,
    /// Whether everybody finds it in the list.
    pub is_listed: bool,
    /// The theme that it is answered with, as a whole.
    pub theme_id: Option<i64>,
}

impl InputRecord {
    /// Whether everybody may read its text.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.is_public && self.standing.is_readable()
    }
}

#[derive(Queryable)]
pub(super) struct Row {
    id: i64,
    round: (i64, String, i64),
    number: i64,
    form: String,
    lang: String,
    title: Option<String>,
    text: String,
    version: i32,
    state: String,
    moderation: String,
    is_late: bool,
    channel: String,
    source_name: Option<String>,
    is_public: bool,
    display_name: Option<String>,
    sender: (String, Option<String>),
    area: (Option<String>, Option<String>),
    place_name: Option<String>,
    point: (Option<i32>, Option<i32>),
    author_id: Option<i64>,
    received_at: Moment,
    registered_at: Moment,
    changed_at: Moment,
    group_id: Option<i64>,
    senders: i32,
    endorsements: i32,
    replies: i32,
    is_listed: bool,
    theme_id: Option<i64>,
}

macro_rules! the_one {
    ($db:expr, $condition:expr) => {{
        let row: Option<Row> = inputs::table
            .inner_join(rounds::table)
            .left_join(areas::table)
            .filter($condition)
            .select((
                inputs::id,
                (rounds::id, rounds::slug, rounds::number),
                inputs::number,
                inputs::form,
                inputs::lang,
                inputs::title,
                inputs::text,
                inputs::version,
                inputs::state,
                inputs::moderation,
                inputs::is_late,
                inputs::channel,
                inputs::source_name,
                inputs::is_public,
                inputs::display_name,
                (inputs::sender_kind, organisation_kind()),
                (areas::code.nullable(), areas::name.nullable()),
                inputs::place_name,
                (inputs::latitude, inputs::longitude),
                inputs::author_id,
                inputs::received_at,
                inputs::registered_at,
                inputs::changed_at,
                inputs::group_id,
                inputs::senders,
                inputs::endorsements,
                inputs::replies,
                inputs::is_listed,
                inputs::theme_id,
            ))
            .get_result($db)
            .optional()?;
        row.map(record).transpose()
    }};
}

fn record(row: Row) -> StoreResult<InputRecord> {
    let corrupt = || StoreError::corrupt("inputs", &row.id);
    Ok(InputRecord {
        form: InputForm::from_code(&row.form).ok_or_else(corrupt)?,
        language: TextLanguage::from_code(&row.lang).ok_or_else(corrupt)?,
        standing: standing(row.id, &row.state, &row.moderation)?,
        channel: Channel::from_code(&row.channel).ok_or_else(corrupt)?,
        sender: sender(&row.sender).ok_or_else(corrupt)?,
        number: InputNumber {
            round: row.round.2,
            number: row.number,
        },
        area: row.area.0.zip(row.area.1),
        point: point(row.point),
        received_at: row.received_at.into(),
        registered_at: row.registered_at.into(),
        changed_at: row.changed_at.into(),
        id: row.id,
        round_id: row.round.0,
        round_slug: row.round.1,
        title: row.title,
        text: row.text,
        version: row.version,
        is_late: row.is_late,
        source_name: row.source_name,
        is_public: row.is_public,
        display_name: row.display_name,
        place_name: row.place_name,
        author_id: row.author_id,
        group_id: row.group_id,
        senders: row.senders,
        endorsements: row.endorsements,
        replies: row.replies,
        is_listed: row.is_listed,
        theme_id: row.theme_id,
    })
}

/// Where an input stands, from its two columns.
pub(super) fn standing(id: i64, state: &str, moderation: &str) -> StoreResult<Standing> {
    let corrupt = || StoreError::corrupt("inputs", &id);
    Ok(Standing {
        state: InputState::from_code(state).ok_or_else(corrupt)?,
        moderation: ModerationState::from_code(moderation).ok_or_else(corrupt)?,
    })
}

/// What an organisation said that it is; only of an organisation is that looked up.
pub(super) fn organisation_kind() -> SqlLiteral<Nullable<Text>> {
    sql(
        "(CASE WHEN inputs.sender_kind = 'organisation' THEN (SELECT input_organisations.kind
        FROM input_organisations WHERE input_organisations.input_id = inputs.id) END)",
    )
}

/// Who sent an input, from the column and from what was said.
pub(super) fn sender((kind, said): &(String, Option<String>)) -> Option<Sender> {
    Sender::of(kind, said.as_deref())
}

/// The input of a number within its round.
pub fn find(db: &mut Db, round_id: i64, number: i64) -> StoreResult<Option<InputRecord>> {
    the_one!(
        db,
        inputs::round_id.eq(round_id).and(inputs::number.eq(number))
    )
}

/// The input of a key.
pub fn find_by_id(db: &mut Db, id: i64) -> StoreResult<Option<InputRecord>> {
    the_one!(db, inputs::id.eq(id))
}

/// Both numbers of a place, or none: the table takes no half of one.
pub(super) fn point((latitude, longitude): (Option<i32>, Option<i32>)) -> Option<Point> {
    Some(Point {
        latitude: latitude?,
        longitude: longitude?,
    })
}

/// The key of an input that was imported.
pub fn id_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<i64>> {
    Ok(inputs::table
        .filter(inputs::source_key.eq(source_key))
        .select(inputs::id)
        .first(db)
        .optional()?)
}

/// The input whose author has the link of a token, with the sealed person: the proof that somebody
/// wrote it.
pub fn author_of_token(
    db: &mut Db,
    token_hash: &str,
) -> StoreResult<Option<(InputRecord, String)>> {
    let found: Option<(i64, String)> = authors::table
        .filter(authors::token_hash.eq(token_hash))
        .select((authors::id, authors::sealed))
        .first(db)
        .optional()?;
    let Some((author_id, sealed)) = found else {
        return Ok(None);
    };
    let input: StoreResult<Option<InputRecord>> =
        the_one!(db, inputs::author_id.eq(Some(author_id)));
    Ok(input?.map(|input| (input, sealed)))
}

/// One text of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRecord {
    /// 1, 2, 3 …
    pub version: i32,
    /// The title of an idea.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// Every text of an input, the first one first.
pub fn versions(db: &mut Db, input_id: i64) -> StoreResult<Vec<VersionRecord>> {
    use input_versions as v;
    let rows: Vec<(i32, Option<String>, String, Moment)> = v::table
        .filter(v::input_id.eq(input_id))
        .order(v::version)
        .select((v::version, v::title, v::text, v::at))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(version, title, text, at)| VersionRecord {
            version,
            title,
            text,
            at: at.into(),
        })
        .collect())
}

/// How an input came in that somebody entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginRecord {
    /// Who entered it.
    pub entered_by: Option<i64>,
    /// Where it stands on another platform.
    pub url: Option<String>,
    /// The postmark.
    pub posted_on: Option<NaiveDate>,
    /// When the speaker of an oral view agreed with its report.
    pub speaker_agreed_at: Option<DateTime<Utc>>,
    /// What the sender says of the own interest.
    pub stake: Option<String>,
}

/// What is known of how an input came in.
pub fn origin(db: &mut Db, input_id: i64) -> StoreResult<Option<OriginRecord>> {
    use input_origins as o;
    type Row = (
        Option<i64>,
        Option<String>,
        Option<NaiveDate>,
        Option<Moment>,
        Option<String>,
    );
    let row: Option<Row> = o::table
        .find(input_id)
        .select((
            o::entered_by,
            o::url,
            o::posted_on,
            o::speaker_agreed_at,
            o::stake,
        ))
        .first(db)
        .optional()?;
    Ok(
        row.map(|(entered_by, url, posted_on, agreed, stake)| OriginRecord {
            entered_by,
            url,
            posted_on,
            speaker_agreed_at: utc(agreed),
            stake,
        }),
    )
}

/// The inputs after a number that people have to be told of, with the sealed person behind each: what is
/// withdrawn or hidden is left out.
pub fn letters_after(
    db: &mut Db,
    round_id: i64,
    after: i64,
    limit: i64,
) -> StoreResult<Vec<(i64, Option<String>)>> {
    Ok(inputs::table
        .left_join(authors::table.on(authors::id.nullable().eq(inputs::author_id)))
        .filter(inputs::round_id.eq(round_id))
        .filter(inputs::number.gt(after))
        .filter(inputs::state.ne("withdrawn"))
        .filter(inputs::state.ne("removed"))
        .order(inputs::number)
        .limit(limit)
        .select((inputs::number, authors::sealed.nullable()))
        .load(db)?)
}
