//! Replies that were written elsewhere, or are invented for a demonstration.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::replies::Stance;
use weerklank_domain::rounds::ModerationTime;
use weerklank_store::moderation::Arrival;
use weerklank_store::replies::{
    NewReply, NewStaffVoice, ReplySource, ThreadSubject, enter, thread_of,
};

/// A reply as it is.
#[derive(Debug, Clone)]
pub struct EnteredReply {
    /// The place, among those that are entered with it, of the reply that it answers: an earlier one.
    pub parent: Option<usize>,
    /// The language of the text.
    pub language: TextLanguage,
    /// The text (Markdown).
    pub text: String,
    /// Where the writer stands.
    pub stance: Option<Stance>,
    /// What moderation made of it.
    pub moderation: ModerationState,
    /// The name that is shown.
    pub display_name: Option<String>,
    /// Staff who speak for their body.
    pub staff: Option<NewStaffVoice>,
    /// Its key elsewhere, and what was counted there; a reply that is known by its key stays as it is.
    pub source: ReplySource,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// Enters the replies of one thread in one transaction, those that are answered before their answers.
/// Answers their keys, and how many are new. Whether the subject takes replies of visitors does not matter.
///
/// # Errors
/// [`ActError::Unusable`] for a reply to one that does not stand before it or is not shown, or what the
/// store says; then none was entered.
pub fn enter_replies(
    house: &House,
    subject: ThreadSubject,
    entered: &[EnteredReply],
) -> ActResult<(Vec<i64>, usize)> {
    if entered.is_empty() {
        return Ok((Vec::new(), 0));
    }
    house.store.write(|db| {
        let thread = thread_of(db, subject, ModerationTime::After)?;
        let mut ids: Vec<i64> = Vec::with_capacity(entered.len());
        let mut new = 0;
        for reply in entered {
            let misplaced =
                || ActError::Unusable(format!("no reply to answer: {}", reply.source.source_key));
            let parent_id = match reply.parent {
                None => None,
                Some(place) => Some(*ids.get(place).ok_or_else(misplaced)?),
            };
            let (added, is_new) = enter(
                db,
                &NewReply {
                    thread: &thread,
                    parent_id,
                    language: reply.language,
                    text: &reply.text,
                    stance: reply.stance,
                    moderation: reply.moderation,
                    display_name: reply.display_name.as_deref(),
                    replier: None,
                    staff: reply.staff.clone(),
                    source: Some(reply.source.clone()),
                    arrival: Arrival::default(),
                    at: reply.at,
                },
            )?
            .ok_or_else(misplaced)?;
            ids.push(added.id);
            new += usize::from(is_new);
        }
        Ok((ids, new))
    })
}
