//! Papers of a meeting, exactly as they were laid open. The files are kept with those of dossiers, under
//! the hash of their content.

use crate::Db;
use crate::dossiers::{keep_file, kept_content};
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{agenda_items as a, document_files as f, meeting_papers as p};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{FileKind, FileName};

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRecord {
    /// Its key.
    pub id: i64,
    /// The key of the item that it belongs to; none where it belongs to the whole meeting.
    pub item_id: Option<i64>,
    /// The key of the proposal that it belongs to.
    pub proposal_id: Option<i64>,
    /// Its title.
    pub title: String,
    /// The language of title and content.
    pub language: Language,
    /// SHA-256 of the content, in hexadecimal digits.
    pub sha256: String,
    /// The name under which it is answered.
    pub file_name: String,
    /// Bytes.
    pub size: i64,
    /// The paper in whose place it stands.
    pub replaces_id: Option<i64>,
    /// Why.
    pub note: Option<String>,
    /// When it was added.
    pub added_at: DateTime<Utc>,
}

/// A paper to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewPaper<'a> {
    /// The key of the item.
    pub item_id: Option<i64>,
    /// The key of the proposal.
    pub proposal_id: Option<i64>,
    /// Its title.
    pub title: &'a str,
    /// The language of title and content.
    pub language: Language,
    /// The name of the file.
    pub file_name: &'a FileName,
    /// Its kind.
    pub kind: FileKind,
    /// Its content.
    pub content: &'a [u8],
    /// The paper in whose place it stands, and why.
    pub replaces: Option<(i64, &'a str)>,
    /// Who.
    pub staff_id: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A paper with its content, the hash looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidPaper {
    /// The key of its meeting.
    pub meeting_id: i64,
    /// Whether its item is dealt with behind closed doors.
    pub is_closed: bool,
    /// The name under which it is answered.
    pub file_name: String,
    /// The media type.
    pub media_type: String,
    /// SHA-256 of the content.
    pub sha256: String,
    /// The content.
    pub content: Vec<u8>,
}

/// Adds a paper; answers its key and hash.
///
/// # Errors
/// [`StoreError::Taken`] when the other was replaced already.
pub fn add_paper(db: &mut Db, meeting_id: i64, new: &NewPaper) -> StoreResult<(i64, String)> {
    let sha256 = keep_file(db, new.content)?;
    let id = diesel::insert_into(p::table)
        .values((
            (
                p::meeting_id.eq(meeting_id),
                p::item_id.eq(new.item_id),
                p::proposal_id.eq(new.proposal_id),
                p::title.eq(new.title),
                p::lang.eq(new.language.code()),
                p::sha256.eq(&sha256),
            ),
            (
                p::file_name.eq(new.file_name.as_str()),
                p::media_type.eq(new.kind.media_type()),
                p::replaces_id.eq(new.replaces.map(|(id, _)| id)),
                p::note.eq(new.replaces.map(|(_, note)| note)),
                p::staff_id.eq(new.staff_id),
                p::added_at.eq(Moment::from(new.at)),
            ),
        ))
        .returning(p::id)
        .get_result(db)?;
    Ok((id, sha256))
}

type Row = (
    (i64, Option<i64>, Option<i64>, String, String),
    (String, String, i64),
    (Option<i64>, Option<String>, Moment),
);

fn record(row: Row) -> StoreResult<PaperRecord> {
    let (
        (id, item_id, proposal_id, title, lang),
        (sha256, file_name, size),
        (replaces_id, note, added_at),
    ) = row;
    Ok(PaperRecord {
        id,
        item_id,
        proposal_id,
        title,
        language: Language::from_tag(&lang)
            .ok_or_else(|| StoreError::corrupt("meeting_papers", &id))?,
        sha256,
        file_name,
        size,
        replaces_id,
        note,
        added_at: added_at.into(),
    })
}

/// Papers with everything of their records; a macro, since the type of such a query has no name.
macro_rules! chosen {
    () => {
        p::table.inner_join(f::table).order(p::id).select((
            (p::id, p::item_id, p::proposal_id, p::title, p::lang),
            (p::sha256, p::file_name, f::size),
            (p::replaces_id, p::note, p::added_at),
        ))
    };
}

/// The papers of a meeting, the oldest first; those that were replaced too.
pub fn papers(db: &mut Db, meeting_id: i64) -> StoreResult<Vec<PaperRecord>> {
    let rows: Vec<Row> = chosen!().filter(p::meeting_id.eq(meeting_id)).load(db)?;
    rows.into_iter().map(record).collect()
}

/// The papers of a proposal in every meeting, the oldest first.
pub fn papers_of_proposals(db: &mut Db, proposal_id: i64) -> StoreResult<Vec<(i64, PaperRecord)>> {
    let rows: Vec<Row> = chosen!().filter(p::proposal_id.eq(proposal_id)).load(db)?;
    let meetings: Vec<(i64, i64)> = p::table
        .filter(p::proposal_id.eq(proposal_id))
        .select((p::id, p::meeting_id))
        .load(db)?;
    rows.into_iter()
        .map(|row| {
            let paper = record(row)?;
            let of = meetings.iter().find(|(id, _)| *id == paper.id);
            let (_, meeting_id) =
                of.ok_or_else(|| StoreError::corrupt("meeting_papers", &paper.id))?;
            Ok((*meeting_id, paper))
        })
        .collect()
}

/// A paper of a meeting, by its key.
pub fn paper(db: &mut Db, meeting_id: i64, id: i64) -> StoreResult<Option<PaperRecord>> {
    let row: Option<Row> = chosen!()
        .filter(p::id.eq(id).and(p::meeting_id.eq(meeting_id)))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// A paper as it was laid open.
///
/// # Errors
/// [`StoreError::Corrupt`] when what is kept is not what was laid open (ZIE-7).
pub fn paper_file(db: &mut Db, id: i64) -> StoreResult<Option<LaidPaper>> {
    type Row = (i64, Option<i64>, String, String, String, String);
    let row: Option<Row> = p::table
        .inner_join(f::table)
        .filter(p::id.eq(id))
        .select((
            p::meeting_id,
            p::item_id,
            p::file_name,
            p::media_type,
            p::sha256,
            f::content,
        ))
        .first(db)
        .optional()?;
    let Some((meeting_id, item_id, file_name, media_type, sha256, content)) = row else {
        return Ok(None);
    };
    let is_closed = match item_id {
        Some(item_id) => a::table.find(item_id).select(a::closed).first(db)?,
        None => false,
    };
    let content = kept_content(&sha256, &content)?;
    Ok(Some(LaidPaper {
        meeting_id,
        is_closed,
        file_name,
        media_type,
        sha256,
        content,
    }))
}

/// Lays the papers of a meeting, as they stand, on the agenda of the meeting that convenes it again. The
/// keys of items are given as pairs: there and here.
pub fn copy_papers(
    db: &mut Db,
    from_meeting: i64,
    to_meeting: i64,
    items: &[(i64, i64)],
    (staff_id, at): (Option<i64>, DateTime<Utc>),
) -> StoreResult<()> {
    type Row = (
        i64,
        Option<i64>,
        Option<i64>,
        (String, String, String, String, String),
        Option<i64>,
    );
    let rows: Vec<Row> = p::table
        .filter(p::meeting_id.eq(from_meeting))
        .order(p::id)
        .select((
            p::id,
            p::item_id,
            p::proposal_id,
            (p::title, p::lang, p::sha256, p::file_name, p::media_type),
            p::replaces_id,
        ))
        .load(db)?;
    let replaced: Vec<i64> = rows.iter().filter_map(|row| row.4).collect();
    let standing = rows.iter().filter(|row| !replaced.contains(&row.0));
    for (_, item, proposal_id, (title, lang, sha256, file_name, media_type), _) in standing {
        let item_id = item.and_then(|item| {
            let pair = items.iter().find(|(first, _)| *first == item)?;
            Some(pair.1)
        });
        // What belonged to an item that is not on the new agenda belongs to no other.
        if item.is_some() && item_id.is_none() {
            continue;
        }
        diesel::insert_into(p::table)
            .values((
                p::meeting_id.eq(to_meeting),
                p::item_id.eq(item_id),
                p::proposal_id.eq(*proposal_id),
                p::title.eq(title),
                p::lang.eq(lang),
                p::sha256.eq(sha256),
                p::file_name.eq(file_name),
                p::media_type.eq(media_type),
                p::staff_id.eq(staff_id),
                p::added_at.eq(Moment::from(at)),
            ))
            .execute(db)?;
    }
    Ok(())
}
