//! Every text of a contribution, to be put back or to be left without some words.

use super::decisions::DecisionSubject;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::inputs::rewrite_versions;
use crate::schema::{input_parts, input_versions, replies};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// One text of a contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRecord {
    /// 1, 2, 3 …; a reply has one.
    pub version: i32,
    /// The title of an idea.
    pub title: Option<String>,
    /// The text (Markdown).
    pub text: String,
}

/// A quoted part of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartText {
    /// Its number within the input.
    pub number: i32,
    /// Its words.
    pub quote: String,
}

/// Every text, the first one first.
pub fn texts_of(db: &mut Db, subject: DecisionSubject) -> StoreResult<Vec<TextRecord>> {
    let rows: Vec<(i32, Option<String>, String)> = match subject {
        DecisionSubject::Input(id) => {
            use input_versions as v;
            v::table
                .filter(v::input_id.eq(id))
                .order(v::version)
                .select((v::version, v::title, v::text))
                .load(db)?
        }
        DecisionSubject::Reply(id) => {
            let text: String = replies::table.find(id).select(replies::text).first(db)?;
            vec![(1, None, text)]
        }
    };
    Ok(rows
        .into_iter()
        .map(|(version, title, text)| TextRecord {
            version,
            title,
            text,
        })
        .collect())
}

/// Writes every text anew, also where it is searched for. The row of the contribution is locked.
pub fn put_texts(db: &mut Db, subject: DecisionSubject, texts: &[TextRecord]) -> StoreResult<()> {
    match subject {
        DecisionSubject::Input(id) => {
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
        DecisionSubject::Reply(id) => {
            let newest = texts.last().ok_or(StoreError::Changed)?;
            diesel::update(replies::table.find(id))
                .set(replies::text.eq(&newest.text))
                .execute(db)?;
            Ok(())
        }
    }
}

/// The quoted parts of a contribution.
pub fn parts_of(db: &mut Db, subject: DecisionSubject) -> StoreResult<Vec<PartText>> {
    use input_parts as p;
    let DecisionSubject::Input(id) = subject else {
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
pub fn put_parts(db: &mut Db, subject: DecisionSubject, parts: &[PartText]) -> StoreResult<()> {
    use input_parts as p;
    let DecisionSubject::Input(id) = subject else {
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
