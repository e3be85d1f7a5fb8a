//! Every text of a contribution, to be put back or to be left without some words.

use super::subject::ModerationSubject;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::inputs::rewrite_versions;
use crate::petitions::{follow_news, reindex_petition};
use crate::schema::{
    input_parts, input_versions, petition_updates, petition_versions, petitions, replies,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// One text of a contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRecord {
    /// 1, 2, 3 …; a reply and news have one. That of a petition as it stands is [`AS_IT_STANDS`].
    pub version: i32,
    /// The title of an idea.
    pub title: Option<String>,
    /// The text (Markdown); of a petition, what the petitioner observes.
    pub text: String,
    /// What a petition says beside that: what is asked, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<String>,
}

impl TextRecord {
    /// Everything that somebody reads of it, in the order of the page.
    pub fn passages(&self) -> impl Iterator<Item = &str> {
        let title = self.title.as_deref().into_iter();
        title
            .chain([self.text.as_str()])
            .chain(self.further.iter().map(String::as_str))
    }

    /// The same text with every passage changed.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self {
            version: self.version,
            title: self.title.as_deref().map(&change),
            text: change(&self.text),
            further: self.further.iter().map(|text| change(text)).collect(),
        }
    }
}

/// The version of the text of a petition as it stands; the versions that were put before the clerk are 1, 2, 3 …
pub const AS_IT_STANDS: i32 = 0;

/// A quoted part of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartText {
    /// Its number within the input.
    pub number: i32,
    /// Its words.
    pub quote: String,
}

/// Every text, the first one first.
pub fn texts_of(db: &mut Db, subject: ModerationSubject) -> StoreResult<Vec<TextRecord>> {
    let one = |text: String| TextRecord {
        version: 1,
        title: None,
        text,
        further: Vec::new(),
    };
    Ok(match subject {
        ModerationSubject::Input(id) => {
            use input_versions as v;
            let rows: Vec<(i32, Option<String>, String)> = v::table
                .filter(v::input_id.eq(id))
                .order(v::version)
                .select((v::version, v::title, v::text))
                .load(db)?;
            let record = |(version, title, text)| TextRecord {
                version,
                title,
                ..one(text)
            };
            rows.into_iter().map(record).collect()
        }
        ModerationSubject::Reply(id) => {
            vec![one(replies::table
                .find(id)
                .select(replies::text)
                .first(db)?)]
        }
        ModerationSubject::Petition(id) => petition_texts(db, id)?,
        ModerationSubject::Update(id) => {
            use petition_updates as u;
            vec![one(u::table.find(id).select(u::text).first(db)?)]
        }
    })
}

type PetitionTexts = (i32, String, String, String, String);

fn petition_texts(db: &mut Db, id: i64) -> StoreResult<Vec<TextRecord>> {
    use {petition_versions as v, petitions as p};
    let mut rows: Vec<PetitionTexts> = v::table
        .filter(v::petition_id.eq(id))
        .order(v::version)
        .select((
            v::version,
            v::title,
            v::observation,
            v::request,
            v::explanation,
        ))
        .load(db)?;
    let (title, observation, request, explanation) = p::table
        .find(id)
        .select((p::title, p::observation, p::request, p::explanation))
        .first(db)?;
    rows.push((AS_IT_STANDS, title, observation, request, explanation));
    let record = |(version, title, text, request, explanation): PetitionTexts| TextRecord {
        version,
        title: Some(title),
        text,
        further: vec![request, explanation],
    };
    Ok(rows.into_iter().map(record).collect())
}

/// Writes every text anew, also where it is searched for. The row of the contribution is locked.
pub fn put_texts(db: &mut Db, subject: ModerationSubject, texts: &[TextRecord]) -> StoreResult<()> {
    let newest = || texts.last().ok_or(StoreError::Changed);
    match subject {
        ModerationSubject::Input(id) => {
            for text in texts {
                diesel::update(input_versions::table.find((id, text.version)))
                    .set((
                        input_versions::title.eq(&text.title),
                        input_versions::text.eq(&text.text),
                    ))
                    .execute(db)?;
            }
            rewrite_versions(db, id)
        }
        ModerationSubject::Reply(id) => {
            diesel::update(replies::table.find(id))
                .set(replies::text.eq(&newest()?.text))
                .execute(db)?;
            Ok(())
        }
        ModerationSubject::Petition(id) => {
            for text in texts {
                put_petition_text(db, id, text)?;
            }
            reindex_petition(db, id)
        }
        ModerationSubject::Update(id) => {
            diesel::update(petition_updates::table.find(id))
                .set(petition_updates::text.eq(&newest()?.text))
                .execute(db)?;
            follow_news(db, id)
        }
    }
}

fn put_petition_text(db: &mut Db, id: i64, text: &TextRecord) -> StoreResult<()> {
    use {petition_versions as v, petitions as p};
    let (Some(title), [request, explanation]) = (&text.title, text.further.as_slice()) else {
        return Err(StoreError::corrupt("petitions", &id));
    };
    if text.version == AS_IT_STANDS {
        diesel::update(p::table.find(id))
            .set((
                p::title.eq(title),
                p::observation.eq(&text.text),
                p::request.eq(request),
                p::explanation.eq(explanation),
            ))
            .execute(db)?;
    } else {
        diesel::update(v::table.find((id, text.version)))
            .set((
                v::title.eq(title),
                v::observation.eq(&text.text),
                v::request.eq(request),
                v::explanation.eq(explanation),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// The quoted parts of a contribution.
pub fn parts_of(db: &mut Db, subject: ModerationSubject) -> StoreResult<Vec<PartText>> {
    use input_parts as p;
    let ModerationSubject::Input(id) = subject else {
        return Ok(Vec::new());
    };
    let rows: Vec<(i32, String)> = p::table
        .filter(p::input_id.eq(id))
        .filter(p::number.gt(0))
        .order(p::number)
        .select((p::number, p::quote))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(number, quote)| PartText { number, quote })
        .collect())
}

/// Writes the words of parts anew; those that were made whole since are left alone.
pub fn put_parts(db: &mut Db, subject: ModerationSubject, parts: &[PartText]) -> StoreResult<()> {
    use input_parts as p;
    let ModerationSubject::Input(id) = subject else {
        return Ok(());
    };
    for part in parts {
        diesel::update(p::table)
            .filter(p::input_id.eq(id))
            .filter(p::number.eq(part.number))
            .set(p::quote.eq(&part.quote))
            .execute(db)?;
    }
    Ok(())
}
