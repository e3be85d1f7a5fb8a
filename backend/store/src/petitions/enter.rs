//! Putting a petition on the books.

use super::updates::enter_news;
use crate::Db;
use crate::errors::StoreResult;
use crate::moderation::{ModerationSubject, settle};
use crate::moment::{Moment, moment};
use crate::schema::{
    petition_answers, petition_counts, petition_events, petition_search, petitions,
};
use crate::search::{self as index, Index};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::petitions::{EventKind, PetitionState, Verdict};
use weerklank_domain::search::tokens;

/// A petition to be added.
#[derive(Debug, Clone)]
pub struct NewPetition {
    /// Its name in addresses; must be free.
    pub slug: String,
    /// Its number for people; must be free.
    pub reference: String,
    /// The version of the instrument that it is filed under.
    pub instrument_id: i64,
    /// The body that it is addressed to.
    pub body_id: i64,
    /// The area that it is about.
    pub area_id: Option<i64>,
    /// The language of its text.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// What the petitioner observes (Markdown).
    pub observation: String,
    /// What is asked (Markdown).
    pub request: String,
    /// Why (Markdown).
    pub explanation: String,
    /// The petitioner's name, by own choice.
    pub petitioner_name: Option<String>,
    /// Where it is on its way.
    pub state: PetitionState,
    /// Whether everybody may see it now.
    pub is_public: bool,
    /// `seed` or the name of the imported source.
    pub source: String,
    /// Its key at the source.
    pub source_key: Option<String>,
    /// Its address at the source.
    pub source_url: Option<String>,
    /// When the source last changed it.
    pub source_changed_at: Option<DateTime<Utc>>,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// When it opened for signatures.
    pub opened_at: Option<DateTime<Utc>>,
    /// First moment at which it takes no signatures any more.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it became public, or was filed.
    pub listed_at: DateTime<Utc>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

/// Adds a petition with a count of zero, finds its words, and answers its key.
///
/// # Errors
/// [`crate::StoreError::Taken`] when the slug, the reference or the source's key is in use.
pub fn add(db: &mut Db, new: &NewPetition) -> StoreResult<i64> {
    let id: i64 = diesel::insert_into(petitions::table)
        .values((
            (
                petitions::slug.eq(&new.slug),
                petitions::reference.eq(&new.reference),
                petitions::instrument_id.eq(new.instrument_id),
                petitions::body_id.eq(new.body_id),
                petitions::area_id.eq(new.area_id),
                petitions::lang.eq(new.language.code()),
                petitions::title.eq(&new.title),
                petitions::observation.eq(&new.observation),
                petitions::request.eq(&new.request),
                petitions::explanation.eq(&new.explanation),
                petitions::petitioner_name.eq(&new.petitioner_name),
            ),
            (
                petitions::state.eq(new.state.code()),
                petitions::is_public.eq(new.is_public),
                petitions::source.eq(&new.source),
                petitions::source_key.eq(&new.source_key),
                petitions::source_url.eq(&new.source_url),
                petitions::source_changed_at.eq(moment(new.source_changed_at)),
                petitions::filed_at.eq(Moment::from(new.filed_at)),
                petitions::opened_at.eq(moment(new.opened_at)),
                petitions::closes_at.eq(moment(new.closes_at)),
                petitions::listed_at.eq(Moment::from(new.listed_at)),
                petitions::answered_at.eq(moment(new.answered_at)),
            ),
        ))
        .returning(petitions::id)
        .get_result(db)?;
    diesel::insert_into(petition_counts::table)
        .values((
            petition_counts::petition_id.eq(id),
            petition_counts::live.eq(0),
            petition_counts::sealed.eq(0),
            petition_counts::imported.eq(0),
            petition_counts::total.eq(0),
        ))
        .execute(db)?;
    reindex(
        db,
        id,
        new.language,
        &new.title,
        &[&new.observation, &new.request, &new.explanation],
    )?;
    settle(db, ModerationSubject::Petition(id), None, new.filed_at)?;
    Ok(id)
}

/// Moves a petition from one state to another; `false` when it is not in the first one (any more).
pub fn set_state(
    db: &mut Db,
    id: i64,
    from: PetitionState,
    to: PetitionState,
    is_public: bool,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let changed = diesel::update(petitions::table.find(id))
        .filter(petitions::state.eq(from.code()))
        .set((
            petitions::state.eq(to.code()),
            petitions::is_public.eq(is_public),
        ))
        .execute(db)?;
    settle(db, ModerationSubject::Petition(id), None, at)?;
    Ok(changed == 1)
}

/// Records that a petition was answered and moves it to another state, or leaves it in its own;
/// `false` when it is not in the first one (any more).
pub fn record_answered(
    db: &mut Db,
    id: i64,
    from: PetitionState,
    to: PetitionState,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let changed = diesel::update(petitions::table.find(id))
        .filter(petitions::state.eq(from.code()))
        .set((
            petitions::state.eq(to.code()),
            petitions::answered_at.eq(Some(Moment::from(at))),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Whether a slug is in use.
pub fn slug_exists(db: &mut Db, slug: &str) -> StoreResult<bool> {
    Ok(super::id_of_slug(db, slug)?.is_some())
}

/// Writes the words of a petition into the index, instead of those that are there.
pub fn reindex(
    db: &mut Db,
    id: i64,
    language: Language,
    title: &str,
    texts: &[&str],
) -> StoreResult<()> {
    let title_tokens = tokens(title, language);
    let mut all = title_tokens.clone();
    for text in texts {
        all.extend(tokens(&weerklank_domain::text::plain_text(text), language));
    }
    // Spaces around each token, so that a whole token can be found with LIKE.
    let padded = format!(" {} ", title_tokens.join(" "));
    diesel::delete(petition_search::table.find(id)).execute(db)?;
    diesel::insert_into(petition_search::table)
        .values((
            petition_search::petition_id.eq(id),
            petition_search::title_tokens.eq(padded),
        ))
        .execute(db)?;
    index::write(db, Index::Petitions, id, all)
}

/// An event to be added to a thread.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The ground, for a refusal or a removal.
    pub code: Option<String>,
    /// What is said about it (Markdown).
    pub text: Option<String>,
    /// Where more of it stands.
    pub url: Option<String>,
    /// To whom, for one that was passed on.
    pub to_name: Option<String>,
    /// The petition that it was merged into.
    pub other_petition_id: Option<i64>,
}

impl NewEvent {
    /// An event that says nothing but what and when.
    #[must_use]
    pub fn plain(kind: EventKind, at: DateTime<Utc>) -> Self {
        Self {
            kind,
            at,
            code: None,
            text: None,
            url: None,
            to_name: None,
            other_petition_id: None,
        }
    }
}

/// Adds an event and answers its key.
pub fn add_event(db: &mut Db, petition_id: i64, event: &NewEvent) -> StoreResult<i64> {
    Ok(diesel::insert_into(petition_events::table)
        .values((
            petition_events::petition_id.eq(petition_id),
            petition_events::kind.eq(event.kind.code()),
            petition_events::at.eq(Moment::from(event.at)),
            petition_events::code.eq(&event.code),
            petition_events::text.eq(&event.text),
            petition_events::url.eq(&event.url),
            petition_events::to_name.eq(&event.to_name),
            petition_events::other_petition_id.eq(event.other_petition_id),
        ))
        .returning(petition_events::id)
        .get_result(db)?)
}

/// Adds an event that happened before it came here; its news is news from then on.
pub fn enter_event(db: &mut Db, petition_id: i64, event: &NewEvent) -> StoreResult<i64> {
    let id = add_event(db, petition_id, event)?;
    if let (EventKind::Update, Some(text)) = (event.kind, &event.text) {
        enter_news(db, petition_id, id, (text, event.at))?;
    }
    Ok(id)
}

/// A published answer to be added.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// The judgement.
    pub verdict: Verdict,
    /// What was heard (Markdown).
    pub heard: String,
    /// The reasons (Markdown), never empty.
    pub reasons: String,
    /// What changes (Markdown), or `None`.
    pub change: Option<String>,
    /// Who is responsible.
    pub responsible: String,
    /// Who adopted it.
    pub adopted_by: String,
    /// When it was adopted.
    pub adopted_at: Option<DateTime<Utc>>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Why it stands in the place of the version before it.
    pub correction: Option<String>,
}

/// Adds the next version of an answer.
pub fn add_answer(db: &mut Db, petition_id: i64, answer: &NewAnswer) -> StoreResult<i32> {
    use petition_answers as a;
    let newest: Option<i32> = a::table
        .filter(a::petition_id.eq(petition_id))
        .select(diesel::dsl::max(a::version))
        .first(db)?;
    let version = newest.unwrap_or(0) + 1;
    diesel::insert_into(a::table)
        .values((
            a::petition_id.eq(petition_id),
            a::version.eq(version),
            a::verdict.eq(answer.verdict.code()),
            a::heard.eq(&answer.heard),
            a::reasons.eq(&answer.reasons),
            a::change_text.eq(&answer.change),
            a::responsible.eq(&answer.responsible),
            a::adopted_by.eq(&answer.adopted_by),
            a::adopted_at.eq(moment(answer.adopted_at)),
            a::published_at.eq(Moment::from(answer.published_at)),
            a::correction.eq(&answer.correction),
        ))
        .execute(db)?;
    Ok(version)
}
