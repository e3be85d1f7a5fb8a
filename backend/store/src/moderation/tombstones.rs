//! What stays of something that was removed for good: when, for which rule, on whose order, and a hash.

use super::limits::{end_limit, limits_of};
use super::subject::ModerationSubject;
use super::texts::{PartText, TextRecord, parts_of, put_parts, put_texts, texts_of};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{input_origins, inputs, moderation_decisions, petitions, replies, tombstones};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use weerklank_domain::moderation::HouseRule;

/// What stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TombstoneRecord {
    /// When it was removed.
    pub at: DateTime<Utc>,
    /// The rule that it broke: the class of the reason.
    pub rule: HouseRule,
    /// Who ordered it.
    pub authority: String,
    /// By which number that is known there.
    pub reference: String,
}

/// Who ordered a removal, and by which number that is known there.
#[derive(Debug, Clone, Copy)]
pub struct NewTombstone<'a> {
    /// The decision.
    pub decision_id: i64,
    /// What is removed.
    pub subject: ModerationSubject,
    /// Who ordered it.
    pub authority: &'a str,
    /// The number.
    pub reference: &'a str,
}

fn hash(texts: &[TextRecord]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        // A text without a title is hashed as one with an empty one.
        let untitled = text.title.is_none().then_some("");
        for passage in untitled.into_iter().chain(text.passages()) {
            hasher.update(passage.as_bytes());
            hasher.update([0]);
        }
    }
    hasher
        .finalize()
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Removes every text of something that is held, with what was kept of it, and leaves what stays. In place of
/// the words of a part stands `mark`.
pub fn bury(db: &mut Db, new: NewTombstone, mark: &str, at: DateTime<Utc>) -> StoreResult<()> {
    use tombstones as t;
    let subject = new.subject;
    let texts = texts_of(db, subject)?;
    diesel::insert_into(t::table)
        .values((
            t::decision_id.eq(new.decision_id),
            t::input_id.eq(subject.input()),
            t::reply_id.eq(subject.reply()),
            t::petition_id.eq(subject.petition()),
            t::update_id.eq(subject.update()),
            t::authority.eq(new.authority),
            t::reference.eq(new.reference),
            t::text_hash.eq(hash(&texts)),
        ))
        .execute(db)?;
    for limit in limits_of(db, subject)? {
        end_limit(db, limit.decision_id, at)?;
    }
    let gone: Vec<TextRecord> = texts
        .iter()
        .map(|text| blank(subject, text, mark))
        .collect();
    let parts: Vec<PartText> = parts_of(db, subject)?
        .iter()
        .map(|part| PartText {
            number: part.number,
            quote: mark.to_owned(),
        })
        .collect();
    put_texts(db, subject, &gone)?;
    put_parts(db, subject, &parts)?;
    forget_facts(db, subject)
}

/// A text without its words. What has to have a title, or a text, bears the mark instead.
fn blank(subject: ModerationSubject, text: &TextRecord, mark: &str) -> TextRecord {
    let nothing = TextRecord {
        version: text.version,
        title: None,
        text: String::new(),
        further: vec![String::new(); text.further.len()],
    };
    match subject {
        ModerationSubject::Input(_) | ModerationSubject::Reply(_) => nothing,
        ModerationSubject::Petition(_) => TextRecord {
            title: Some(mark.to_owned()),
            ..nothing
        },
        ModerationSubject::Update(_) => TextRecord {
            text: mark.to_owned(),
            ..nothing
        },
    }
}

/// Takes the name, the place, and where it was found.
fn forget_facts(db: &mut Db, subject: ModerationSubject) -> StoreResult<()> {
    if let ModerationSubject::Input(id) = subject {
        diesel::update(input_origins::table.find(id))
            .set((
                input_origins::url.eq(None::<String>),
                input_origins::stake.eq(None::<String>),
            ))
            .execute(db)?;
    }
    match subject {
        ModerationSubject::Input(id) => diesel::update(inputs::table.find(id))
            .set((
                inputs::display_name.eq(None::<String>),
                inputs::place_name.eq(None::<String>),
                inputs::latitude.eq(None::<i32>),
                inputs::longitude.eq(None::<i32>),
            ))
            .execute(db)?,
        ModerationSubject::Reply(id) => diesel::update(replies::table.find(id))
            .set((
                replies::display_name.eq(None::<String>),
                replies::is_pinned.eq(false),
            ))
            .execute(db)?,
        ModerationSubject::Petition(id) => diesel::update(petitions::table.find(id))
            .set(petitions::petitioner_name.eq(None::<String>))
            .execute(db)?,
        ModerationSubject::Update(_) => 0,
    };
    Ok(())
}

/// What stays of something; `None` for what was not removed.
pub fn tombstone_of(
    db: &mut Db,
    subject: ModerationSubject,
) -> StoreResult<Option<TombstoneRecord>> {
    use tombstones as t;
    type Row = (i64, Moment, Option<String>, String, String);
    let all = t::table.inner_join(moderation_decisions::table).select((
        t::decision_id,
        moderation_decisions::at,
        moderation_decisions::rule,
        t::authority,
        t::reference,
    ));
    let row: Option<Row> = all
        .filter(sql::<Bool>(&subject.is_of("tombstones")))
        .first(db)
        .optional()?;
    row.map(|(id, at, rule, authority, reference)| {
        Ok(TombstoneRecord {
            at: at.into(),
            rule: rule
                .and_then(|rule| HouseRule::from_code(&rule))
                .ok_or_else(|| StoreError::corrupt("tombstones", &id))?,
            authority,
            reference,
        })
    })
    .transpose()
}
