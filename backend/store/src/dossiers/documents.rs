//! The papers of a dossier, exactly as they were laid open (Awb 3:11, 3:14; ZIE-7). A file is kept
//! under the hash of its content, so what is kept twice stands there once.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{document_files as f, document_versions as v, documents as d, staff};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{FileKind, FileName, PhaseKind};

/// A document with all of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRecord {
    /// Its key.
    pub id: i64,
    /// The phase that it belongs to.
    pub phase: PhaseKind,
    /// Its title.
    pub title: String,
    /// The language of title and content.
    pub language: Language,
    /// Its versions, the newest first; never none.
    pub versions: Vec<VersionRecord>,
}

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRecord {
    /// 1, 2, 3 …
    pub version: i32,
    /// SHA-256 of the content, in hexadecimal digits.
    pub sha256: String,
    /// The name under which it is answered.
    pub file_name: String,
    /// Bytes.
    pub size: i64,
    /// Why it stands in the place of the version before it.
    pub note: Option<String>,
    /// Who laid it open, by name; for the desk.
    pub by: Option<String>,
    /// When it was laid open.
    pub laid_at: DateTime<Utc>,
}

/// A version to be laid open.
#[derive(Debug, Clone, Copy)]
pub struct NewVersion<'a> {
    /// The name of the file.
    pub file_name: &'a FileName,
    /// Its kind.
    pub kind: FileKind,
    /// Its content.
    pub content: &'a [u8],
    /// Why; from the second version on.
    pub note: Option<&'a str>,
    /// Who.
    pub staff_id: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A file as it was laid open, its hash looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidFile {
    /// The key of the dossier.
    pub dossier_id: i64,
    /// The name under which it is answered.
    pub file_name: String,
    /// The media type.
    pub media_type: String,
    /// SHA-256 of the content.
    pub sha256: String,
    /// The content.
    pub content: Vec<u8>,
}

/// Adds a document without a version, and answers its key.
pub fn add_document(
    db: &mut Db,
    dossier_id: i64,
    phase: PhaseKind,
    title: &str,
    language: Language,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    Ok(diesel::insert_into(d::table)
        .values((
            d::dossier_id.eq(dossier_id),
            d::phase.eq(phase.code()),
            d::title.eq(title),
            d::lang.eq(language.code()),
            d::created_at.eq(Moment::from(at)),
        ))
        .returning(d::id)
        .get_result(db)?)
}

/// Adds the version after the one that was read (0: the first), with its file, and answers the hash.
///
/// # Errors
/// [`StoreError::Taken`] when there is such a version already.
pub fn add_version(
    db: &mut Db,
    document_id: i64,
    read: i32,
    new: &NewVersion,
) -> StoreResult<String> {
    let sha256 = keep_file(db, new.content)?;
    diesel::insert_into(v::table)
        .values((
            v::document_id.eq(document_id),
            v::version.eq(read + 1),
            v::sha256.eq(&sha256),
            v::file_name.eq(new.file_name.as_str()),
            v::media_type.eq(new.kind.media_type()),
            v::note.eq(new.note),
            v::staff_id.eq(new.staff_id),
            v::laid_at.eq(Moment::from(new.at)),
        ))
        .execute(db)?;
    Ok(sha256)
}

/// Keeps a file under the hash of its content, and answers the hash.
pub(crate) fn keep_file(db: &mut Db, content: &[u8]) -> StoreResult<String> {
    let sha256 = sha256_of(content);
    let row = (
        f::sha256.eq(sha256.clone()),
        f::size.eq(i64::try_from(content.len()).unwrap_or(i64::MAX)),
        f::content.eq(STANDARD.encode(content)),
    );
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(f::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(sha256)
}

fn sha256_of(content: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(content) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

type VersionRow = (
    i64,
    i32,
    String,
    String,
    i64,
    Option<String>,
    Option<String>,
    Moment,
);

/// The documents of a dossier, in the order of their phases, then the oldest first.
pub fn documents(db: &mut Db, dossier_id: i64) -> StoreResult<Vec<DocumentRecord>> {
    let rows: Vec<(i64, String, String, String)> = d::table
        .filter(d::dossier_id.eq(dossier_id))
        .order(d::id)
        .select((d::id, d::phase, d::title, d::lang))
        .load(db)?;
    let versions: Vec<VersionRow> = v::table
        .inner_join(d::table)
        .inner_join(f::table)
        .left_join(staff::table)
        .filter(d::dossier_id.eq(dossier_id))
        .order((v::document_id, v::version.desc()))
        .select((
            v::document_id,
            v::version,
            v::sha256,
            v::file_name,
            f::size,
            v::note,
            staff::name.nullable(),
            v::laid_at,
        ))
        .load(db)?;
    let mut documents = rows
        .into_iter()
        .map(|(id, phase, title, lang)| {
            let corrupt = || StoreError::corrupt("documents", &id);
            Ok(DocumentRecord {
                phase: PhaseKind::from_code(&phase).ok_or_else(corrupt)?,
                language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                id,
                title,
                versions: versions
                    .iter()
                    .filter(|row| row.0 == id)
                    .cloned()
                    .map(version)
                    .collect(),
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    documents.sort_by_key(|document| document.phase.position());
    Ok(documents)
}

fn version(row: VersionRow) -> VersionRecord {
    let (_, version, sha256, file_name, size, note, by, laid_at) = row;
    VersionRecord {
        version,
        sha256,
        file_name,
        size,
        note,
        by,
        laid_at: laid_at.into(),
    }
}

/// The key of a document's dossier, and the number of its newest version.
pub fn document(db: &mut Db, document_id: i64) -> StoreResult<Option<(i64, i32)>> {
    let dossier_id: Option<i64> = d::table
        .find(document_id)
        .select(d::dossier_id)
        .first(db)
        .optional()?;
    let newest: Option<i32> = v::table
        .filter(v::document_id.eq(document_id))
        .select(diesel::dsl::max(v::version))
        .first(db)?;
    Ok(dossier_id.map(|dossier_id| (dossier_id, newest.unwrap_or(0))))
}

/// The phase and the title of a document.
pub fn document_subject(db: &mut Db, document_id: i64) -> StoreResult<Option<(PhaseKind, String)>> {
    let row: Option<(String, String)> = d::table
        .find(document_id)
        .select((d::phase, d::title))
        .first(db)
        .optional()?;
    row.map(|(phase, title)| {
        let phase = PhaseKind::from_code(&phase)
            .ok_or_else(|| StoreError::corrupt("documents", &document_id))?;
        Ok((phase, title))
    })
    .transpose()
}

/// A file as it was laid open.
///
/// # Errors
/// [`StoreError::Corrupt`] when what is kept is not what was laid open (ZIE-7).
pub fn laid_file(db: &mut Db, document_id: i64, version: i32) -> StoreResult<Option<LaidFile>> {
    type Row = (i64, String, String, String, String);
    let row: Option<Row> = v::table
        .inner_join(d::table)
        .inner_join(f::table)
        .filter(v::document_id.eq(document_id).and(v::version.eq(version)))
        .select((
            d::dossier_id,
            v::file_name,
            v::media_type,
            v::sha256,
            f::content,
        ))
        .first(db)
        .optional()?;
    let Some((dossier_id, file_name, media_type, sha256, content)) = row else {
        return Ok(None);
    };
    let content = kept_content(&sha256, &content)?;
    Ok(Some(LaidFile {
        dossier_id,
        file_name,
        media_type,
        sha256,
        content,
    }))
}

/// The content of a file, from the text that it is kept as.
///
/// # Errors
/// [`StoreError::Corrupt`] when it is not what its hash says.
pub(crate) fn kept_content(sha256: &str, text: &str) -> StoreResult<Vec<u8>> {
    STANDARD
        .decode(text)
        .ok()
        .filter(|content| sha256_of(content) == sha256)
        .ok_or_else(|| StoreError::corrupt("document_files", &sha256))
}

/// Files whose content is not what their hash says: hash, bytes that it had, bytes that are there
/// (ZIE-7). They are looked at one by one, since each may be large.
pub fn damaged_files(db: &mut Db) -> StoreResult<Vec<(String, i64, i64)>> {
    let mut damaged = Vec::new();
    let mut last = String::new();
    loop {
        let next: Option<(String, i64, String)> = f::table
            .filter(f::sha256.gt(last))
            .order(f::sha256)
            .select((f::sha256, f::size, f::content))
            .first(db)
            .optional()?;
        let Some((sha256, size, content)) = next else {
            return Ok(damaged);
        };
        let content = STANDARD.decode(content).unwrap_or_default();
        let there = i64::try_from(content.len()).unwrap_or(i64::MAX);
        if there != size || sha256_of(&content) != sha256 {
            damaged.push((sha256.clone(), size, there));
        }
        last = sha256;
    }
}

#[cfg(test)]
mod tests {
    use super::sha256_of;

    #[test]
    fn the_hash_is_the_one_that_everybody_can_compute() {
        // FIPS 180-4, the example of one block.
        assert_eq!(
            sha256_of(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
