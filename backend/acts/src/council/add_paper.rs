//! Somebody at the desk adds a paper to a meeting, or puts another in the place of one.

use super::change_agenda::found;
use super::looked_up::{audit_meeting, meeting_for, touch};
use crate::dossiers::Upload;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::Language;
use weerklank_domain::council::{CannotMeet, CannotPropose, Line};
use weerklank_domain::dossiers::take_document;
use weerklank_domain::petitions::Passage;
use weerklank_store::council::{self, NewPaper, items, on_agenda, papers};

/// A paper as somebody adds it.
#[derive(Debug, Clone)]
pub struct PaperDraft {
    /// The key of the item that it belongs to.
    pub item_id: Option<i64>,
    /// The key of the proposal that it belongs to.
    pub proposal_id: Option<i64>,
    /// Its title.
    pub title: Line<200>,
    /// The language of title and content.
    pub language: Language,
    /// The paper in whose place it stands, and why.
    pub replaces: Option<(i64, Passage)>,
}

/// Adds a paper, over the revision of the meeting that was read, and answers its key.
///
/// # Errors
/// [`ActError::CannotKeep`] for a file that is not taken, [`ActError::CannotMeet`] when the meeting is
/// over, or what the store says.
pub fn add_paper(
    house: &House,
    actor: &Actor,
    meeting_id: i64,
    read: i32,
    draft: &PaperDraft,
    upload: Upload,
) -> ActResult<i64> {
    let now = house.clock.now();
    let (file_name, kind) = take_document(upload.name, upload.content)?;
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        touch(db, &meeting)?;
        if !meeting.position.state.takes_agenda() {
            return Err(CannotMeet::WrongStep.into());
        }
        if let Some(item_id) = draft.item_id {
            let all = items(db, meeting.id)?;
            found(&all, item_id)?;
        }
        if let Some(proposal_id) = draft.proposal_id {
            let placed = on_agenda(db, meeting.id)?;
            let stands = placed.iter().any(|one| {
                one.proposal_id == proposal_id && draft.item_id.is_none_or(|id| id == one.item_id)
            });
            if !stands {
                return Err(CannotPropose::NotOnAgenda.into());
            }
        }
        if let Some((replaced, _)) = &draft.replaces {
            let known = papers(db, meeting.id)?;
            if !known.iter().any(|paper| paper.id == *replaced) {
                return Err(ActError::Missing);
            }
        }
        let replaces = draft.replaces.as_ref();
        let new = NewPaper {
            item_id: draft.item_id,
            proposal_id: draft.proposal_id,
            title: draft.title.as_str(),
            language: draft.language,
            file_name: &file_name,
            kind,
            content: upload.content,
            replaces: replaces.map(|(id, note)| (*id, note.as_str())),
            staff_id: Some(actor.staff_id),
            at: now,
        };
        let (id, sha256) = council::add_paper(db, meeting.id, &new)?;
        let detail = format!("{file_name} {sha256}");
        audit_meeting(
            db,
            actor,
            AuditAct::MeetingPaperAdded,
            &meeting,
            &detail,
            now,
        )?;
        Ok(id)
    })
}
