//! An input as a list shows it.

use super::find::{point, sender, standing};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{areas, inputs};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::TextLanguage;
use weerklank_domain::areas::Point;
use weerklank_domain::inputs::{Channel, Sender, Standing};
use weerklank_domain::rounds::InputForm;

/// One input in a list.
#[derive(Debug, Clone)]
pub struct InputCard {
    /// Its key.
    pub id: i64,
    /// Its number within the round.
    pub number: i64,
    /// The form.
    pub form: InputForm,
    /// The language of its text.
    pub language: TextLanguage,
    /// The title of an idea.
    pub title: Option<String>,
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// The way it came.
    pub channel: Channel,
    /// Whose platform it was found on.
    pub source_name: Option<String>,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// The name that its author shows.
    pub display_name: Option<String>,
    /// Who sent it.
    pub sender: Sender,
    /// The name of its area.
    pub area_name: Option<String>,
    /// The place in words.
    pub place_name: Option<String>,
    /// The place on the map.
    pub point: Option<Point>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// When it got its number.
    pub registered_at: DateTime<Utc>,
    /// How many people sent this text.
    pub senders: i32,
    /// How many people stand behind it.
    pub endorsements: i32,
    /// How many replies it has.
    pub replies: i32,
    /// Whether its text stands behind a line that says why.
    pub is_collapsed: bool,
}

#[derive(Queryable)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) number: i64,
    form: String,
    lang: String,
    pub(super) title: Option<String>,
    pub(super) text: String,
    standing: (String, String),
    is_late: bool,
    channel: String,
    source_name: Option<String>,
    is_public: bool,
    display_name: Option<String>,
    sender: (String, Option<String>),
    area_name: Option<String>,
    place_name: Option<String>,
    point: (Option<i32>, Option<i32>),
    received_at: Moment,
    registered_at: Moment,
    senders: i32,
    pub(super) endorsements: i32,
    pub(super) replies: i32,
    is_collapsed: bool,
}

/// Whether an input is collapsed; only of a limited one is that looked up.
pub(super) const IS_COLLAPSED: &str =
    "(inputs.moderation = 'limited' AND EXISTS (SELECT 1 FROM moderation_limits
    WHERE moderation_limits.input_id = inputs.id AND moderation_limits.ended_at IS NULL
        AND moderation_limits.action = 'collapse'))";

macro_rules! cards {
    () => {
        (
            inputs::id,
            inputs::number,
            inputs::form,
            inputs::lang,
            inputs::title,
            inputs::text,
            (inputs::state, inputs::moderation),
            inputs::is_late,
            inputs::channel,
            inputs::source_name,
            inputs::is_public,
            inputs::display_name,
            (
                inputs::sender_kind,
                $crate::inputs::find::organisation_kind(),
            ),
            areas::name.nullable(),
            inputs::place_name,
            (inputs::latitude, inputs::longitude),
            inputs::received_at,
            inputs::registered_at,
            inputs::senders,
            inputs::endorsements,
            inputs::replies,
            diesel::dsl::sql::<diesel::sql_types::Bool>($crate::inputs::card::IS_COLLAPSED),
        )
    };
}
pub(super) use cards;

pub(super) fn card(row: Row) -> StoreResult<InputCard> {
    let corrupt = || StoreError::corrupt("inputs", &row.id);
    Ok(InputCard {
        form: InputForm::from_code(&row.form).ok_or_else(corrupt)?,
        language: TextLanguage::from_code(&row.lang).ok_or_else(corrupt)?,
        standing: standing(row.id, &row.standing.0, &row.standing.1)?,
        channel: Channel::from_code(&row.channel).ok_or_else(corrupt)?,
        sender: sender(&row.sender).ok_or_else(corrupt)?,
        received_at: row.received_at.into(),
        registered_at: row.registered_at.into(),
        id: row.id,
        number: row.number,
        title: row.title,
        text: row.text,
        is_late: row.is_late,
        source_name: row.source_name,
        is_public: row.is_public,
        display_name: row.display_name,
        area_name: row.area_name,
        place_name: row.place_name,
        point: point(row.point),
        senders: row.senders,
        endorsements: row.endorsements,
        replies: row.replies,
        is_collapsed: row.is_collapsed,
    })
}

/// The first inputs in the order of their numbers for which a condition holds that is made of numbers
/// and words of ours.
pub(crate) fn cards_where(db: &mut Db, condition: &str, limit: i64) -> StoreResult<Vec<InputCard>> {
    let rows: Vec<Row> = inputs::table
        .left_join(areas::table)
        .filter(sql::<Bool>(condition))
        .order(inputs::number)
        .limit(limit)
        .select(cards!())
        .load(db)?;
    rows.into_iter().map(card).collect()
}
