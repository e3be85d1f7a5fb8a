//! One petition and what belongs to it.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{
    areas, bodies, dossier_petitions, dossiers, instruments, petition_answers, petition_counts,
    petition_events, petitions,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::DossierState;
use weerklank_domain::instruments::Rules;
use weerklank_domain::petitions::{
    EventKind, PetitionState, SignatureCount, SigningWindow, Verdict, Visibility, is_slug,
};

/// A petition with its body, area, instrument and count.
#[derive(Debug, Clone)]
pub struct PetitionRecord {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its number for people.
    pub reference: String,
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
    /// Whether everybody may see it.
    pub is_public: bool,
    /// `seed` or the name of the imported source.
    pub source: String,
    /// Its key at the source, for an imported one.
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
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// The key of the body that it is addressed to.
    pub body_id: i64,
    /// The body that it is addressed to: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// How often its text was put before the clerk.
    pub text_version: i32,
    /// When it was put before the clerk last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The area that it is about: code and name.
    pub area: Option<(String, String)>,
    /// Code of the instrument that it was filed under.
    pub instrument: String,
    /// The rules that it was filed under.
    pub rules: Rules,
    /// The public dossier that it hangs on: slug, title, language.
    pub dossier: Option<(String, String, Language)>,
    /// Its count.
    pub count: SignatureCount,
}

impl PetitionRecord {
    /// What decides whether it takes signatures.
    #[must_use]
    pub fn window(&self) -> SigningWindow {
        SigningWindow {
            state: self.state,
            opens_at: self.opened_at,
            closes_at: self.closes_at,
            is_elsewhere: self.source_key.is_some(),
        }
    }

    /// Who may see it; one that opens later is hidden until then.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        match self.state.visibility(self.opened_at.is_some()) {
            Visibility::Public if !self.is_public => Visibility::Hidden,
            other => other,
        }
    }

    /// The name of its body in a language.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.body.1,
            Language::En => &self.body.2,
        }
    }
}

#[derive(Queryable)]
struct Row {
    id: i64,
    slug: String,
    reference: String,
    lang: String,
    title: String,
    observation: String,
    request: String,
    explanation: String,
    petitioner_name: Option<String>,
    state: String,
    is_public: bool,
    source: String,
    source_key: Option<String>,
    source_url: Option<String>,
    source_changed_at: Option<Moment>,
    filed_at: Moment,
    opened_at: Option<Moment>,
    closes_at: Option<Moment>,
    answered_at: Option<Moment>,
    body_id: i64,
    text_version: i32,
    submitted_at: Option<Moment>,
    body: (String, String, String),
    area: (Option<String>, Option<String>),
    instrument: (i64, String, String),
    count: (i64, i64, i64),
    dossier: DossierRow,
}

/// Slug, title, language and state of a dossier.
type DossierRow = (
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// The one petition that a condition finds. A macro, because the type of the joined query has no name
/// that could be written down.
macro_rules! the_one {
    ($db:expr, $condition:expr) => {{
        let row: Option<Row> = petitions::table
            .inner_join(bodies::table)
            .inner_join(instruments::table)
            .inner_join(petition_counts::table)
            .left_join(areas::table)
            .left_join(dossier_petitions::table.inner_join(dossiers::table))
            .filter($condition)
            .select((
                petitions::id,
                petitions::slug,
                petitions::reference,
                petitions::lang,
                petitions::title,
                petitions::observation,
                petitions::request,
                petitions::explanation,
                petitions::petitioner_name,
                petitions::state,
                petitions::is_public,
                petitions::source,
                petitions::source_key,
                petitions::source_url,
                petitions::source_changed_at,
                petitions::filed_at,
                petitions::opened_at,
                petitions::closes_at,
                petitions::answered_at,
                petitions::body_id,
                petitions::text_version,
                petitions::submitted_at,
                (bodies::slug, bodies::name_nl, bodies::name_en),
                (areas::code.nullable(), areas::name.nullable()),
                (instruments::id, instruments::code, instruments::rules),
                (
                    petition_counts::live,
                    petition_counts::sealed,
                    petition_counts::imported,
                ),
                (
                    dossiers::slug.nullable(),
                    dossiers::title.nullable(),
                    dossiers::lang.nullable(),
                    dossiers::state.nullable(),
                ),
            ))
            .get_result($db)
            .optional()?;
        row.map(record).transpose()
    }};
}

/// The petition of a slug, whatever its state.
pub fn find(db: &mut Db, slug: &str) -> StoreResult<Option<PetitionRecord>> {
    if !is_slug(slug) {
        return Ok(None);
    }
    the_one!(db, petitions::slug.eq(slug))
}

/// The petition of a key, whatever its state: in one statement, because filing gives a petition another
/// slug while somebody reads.
pub fn find_by_id(db: &mut Db, id: i64) -> StoreResult<Option<PetitionRecord>> {
    the_one!(db, petitions::id.eq(id))
}

fn record(row: Row) -> StoreResult<PetitionRecord> {
    let corrupt = || StoreError::corrupt("petitions", &row.id);
    Ok(PetitionRecord {
        language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
        state: PetitionState::from_code(&row.state).ok_or_else(corrupt)?,
        rules: crate::instruments::rules(row.instrument.0, &row.instrument.2)?,
        dossier: public_dossier(row.dossier),
        id: row.id,
        slug: row.slug,
        reference: row.reference,
        title: row.title,
        observation: row.observation,
        request: row.request,
        explanation: row.explanation,
        petitioner_name: row.petitioner_name,
        is_public: row.is_public,
        source: row.source,
        source_key: row.source_key,
        source_url: row.source_url,
        source_changed_at: utc(row.source_changed_at),
        filed_at: row.filed_at.into(),
        opened_at: utc(row.opened_at),
        closes_at: utc(row.closes_at),
        answered_at: utc(row.answered_at),
        body_id: row.body_id,
        text_version: row.text_version,
        submitted_at: utc(row.submitted_at),
        body: row.body,
        area: row.area.0.zip(row.area.1),
        instrument: row.instrument.1,
        count: SignatureCount {
            live: row.count.0,
            sealed: row.count.1,
            imported: row.count.2,
        },
    })
}

/// The dossier of a petition, where everybody may see it.
fn public_dossier((slug, title, lang, state): DossierRow) -> Option<(String, String, Language)> {
    let is_public = DossierState::from_code(&state?)?.is_public();
    let language = Language::from_tag(&lang?)?;
    is_public.then_some((slug?, title?, language))
}

/// The key of a slug, which never changes.
pub fn id_of_slug(db: &mut Db, slug: &str) -> StoreResult<Option<i64>> {
    if !is_slug(slug) {
        return Ok(None);
    }
    Ok(petitions::table
        .filter(petitions::slug.eq(slug))
        .select(petitions::id)
        .first(db)
        .optional()?)
}

/// The slug of an imported petition, by its key at the source.
pub fn id_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<String>> {
    Ok(petitions::table
        .filter(petitions::source_key.eq(source_key))
        .select(petitions::slug)
        .first(db)
        .optional()?)
}

/// A dated event on a petition's thread.
#[derive(Debug, Clone)]
pub struct EventRecord {
    /// Its key.
    pub id: i64,
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
    /// Slug and title of the petition that it was merged into.
    pub other: Option<(String, String)>,
}

type EventRow = (
    i64,
    String,
    Moment,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// The events of a petition, the oldest first.
pub fn events(db: &mut Db, petition_id: i64) -> StoreResult<Vec<EventRecord>> {
    let rows: Vec<EventRow> = petition_events::table
        .left_join(
            petitions::table.on(petition_events::other_petition_id.eq(petitions::id.nullable())),
        )
        .filter(petition_events::petition_id.eq(petition_id))
        .order((petition_events::at, petition_events::id))
        .select((
            petition_events::id,
            petition_events::kind,
            petition_events::at,
            petition_events::code,
            petition_events::text,
            petition_events::url,
            petition_events::to_name,
            petitions::slug.nullable(),
            petitions::title.nullable(),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, kind, at, code, text, url, to_name, slug, title)| {
            Ok(EventRecord {
                id,
                kind: EventKind::from_code(&kind)
                    .ok_or_else(|| StoreError::corrupt("petition_events", &id))?,
                at: at.into(),
                code,
                text,
                url,
                to_name,
                other: slug.zip(title),
            })
        })
        .collect()
}

/// One version of a public answer.
#[derive(Debug, Clone)]
pub struct AnswerRecord {
    /// 1, 2, 3 …
    pub version: i32,
    /// The judgement.
    pub verdict: Verdict,
    /// What was heard (Markdown).
    pub heard: String,
    /// The reasons (Markdown).
    pub reasons: String,
    /// What changes (Markdown); `None` says expressly that nothing does.
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

#[derive(Queryable)]
struct AnswerRow {
    id: i64,
    version: i32,
    verdict: String,
    heard: String,
    reasons: String,
    change_text: Option<String>,
    responsible: String,
    adopted_by: String,
    adopted_at: Option<Moment>,
    published_at: Moment,
    correction: Option<String>,
}

/// The answers of a petition, the newest version first.
pub fn answers(db: &mut Db, petition_id: i64) -> StoreResult<Vec<AnswerRecord>> {
    use petition_answers as a;
    let rows: Vec<AnswerRow> = a::table
        .filter(a::petition_id.eq(petition_id))
        .order(a::version.desc())
        .select((
            a::id,
            a::version,
            a::verdict,
            a::heard,
            a::reasons,
            a::change_text,
            a::responsible,
            a::adopted_by,
            a::adopted_at,
            a::published_at,
            a::correction,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|row| {
            Ok(AnswerRecord {
                version: row.version,
                verdict: Verdict::from_code(&row.verdict)
                    .ok_or_else(|| StoreError::corrupt("petition_answers", &row.id))?,
                heard: row.heard,
                reasons: row.reasons,
                change: row.change_text,
                responsible: row.responsible,
                adopted_by: row.adopted_by,
                adopted_at: utc(row.adopted_at),
                published_at: row.published_at.into(),
                correction: row.correction,
            })
        })
        .collect()
}
