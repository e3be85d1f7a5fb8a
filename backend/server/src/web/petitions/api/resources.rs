//! The resources of the API: what petitions look like as JSON.

use crate::web::app::App;
use crate::web::petitions::card::{rfc3339, shown_state};
use crate::web::petitions::show::Whole;
use serde::{Deserialize, Serialize};
use weerklank_store::petitions::{Card, IncomingRecord};

/// A body that receives petitions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BodyResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its Dutch name.
    pub name: String,
}

/// A petition in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its title, in `language`.
    pub title: String,
    /// BCP 47 tag of its text.
    pub language: &'static str,
    /// `open`, `closed`, `handed_over`, `answered`, `refused`, `forwarded`, `withdrawn` or `joined`.
    pub state: &'static str,
    /// The published count.
    pub signature_count: i64,
    /// When it opened for signatures (UTC).
    pub opened_at: Option<String>,
    /// First moment at which it takes no signatures any more (UTC).
    pub closes_at: Option<String>,
    /// When it was answered (UTC).
    pub answered_at: Option<String>,
    /// The judgement of the answer.
    pub verdict: Option<&'static str>,
    /// The body that it is addressed to.
    pub body: BodyResource,
    /// Code of the rule set that it was filed under.
    pub instrument: String,
    /// Its page.
    pub url: String,
}

/// A page of petitions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PetitionList {
    /// The petitions.
    pub items: Vec<PetitionResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// The published count.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountResource {
    /// Confirmed signatures, with sealed and imported tallies.
    pub signature_count: i64,
}

/// How many signatures come from one place.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlaceResource {
    /// `area`, `elsewhere`, `abroad`, `unknown`, `paper` or `remainder`.
    pub kind: &'static str,
    /// The area's name.
    pub name: Option<String>,
    /// How many; negative only for an imported remainder.
    pub signature_count: i64,
}

/// How many signatures one hour brought.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HourResource {
    /// The beginning of the hour (UTC).
    pub hour: String,
    /// How many.
    pub signature_count: i64,
}

/// A dated event of the thread.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventResource {
    /// What happened, such as `opened`, `closed`, `handed_over` or `answered`.
    pub kind: &'static str,
    /// When (UTC).
    pub at: String,
    /// The ground of a refusal.
    pub code: Option<String>,
    /// What is said about it (Markdown).
    pub text: Option<String>,
    /// Where more of it stands.
    pub url: Option<String>,
}

/// A public answer.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerResource {
    /// 1, 2, 3 …
    pub version: i32,
    /// The judgement.
    pub verdict: &'static str,
    /// What was heard (Markdown).
    pub heard: String,
    /// The reasons (Markdown).
    pub reasons: String,
    /// What changes (Markdown); null says expressly that nothing does.
    pub change: Option<String>,
    /// Who is responsible.
    pub responsible: String,
    /// Who adopted it.
    pub adopted_by: String,
    /// When it was adopted (UTC).
    pub adopted_at: Option<String>,
    /// When it was published (UTC).
    pub published_at: String,
    /// Why it stands in the place of the version before it; null on the first one.
    pub correction: Option<String>,
}

/// A place on the list of incoming papers of a body.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IncomingPaperResource {
    /// Its number on the list.
    pub number: String,
    /// When the body received it (UTC).
    pub received_at: String,
    /// How the clerk proposes to handle it: `executive`, `committee`, `agenda` or `note`.
    pub proposal: &'static str,
    /// What the clerk adds.
    pub proposal_note: Option<String>,
    /// How the body decided to handle it; null as long as it did not.
    pub decision: Option<&'static str>,
    /// What the body adds.
    pub decision_note: Option<String>,
    /// The day of that decision.
    pub decided_on: Option<String>,
}

/// A step that a body owes or owed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObligationResource {
    /// `decide` or `answer`.
    pub kind: &'static str,
    /// Who owes it.
    pub body: BodyResource,
    /// First moment at which it is overdue (UTC).
    pub due_at: String,
    /// When it was done (UTC); null as long as it was not.
    pub met_at: Option<String>,
}

/// A petition with its thread.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionDetail {
    #[serde(flatten)]
    petition: PetitionResource,
    /// Its number for people.
    pub reference: String,
    /// What the petitioner observes (Markdown).
    pub observation: String,
    /// What is asked (Markdown).
    pub request: String,
    /// Why (Markdown).
    pub explanation: String,
    /// The petitioner's name, by own choice.
    pub petitioner_name: Option<String>,
    /// Its address at the system that it was imported from.
    pub source_url: Option<String>,
    /// How many of the signatures another system counted.
    pub imported_signature_count: i64,
    /// The count by place; its sum is the published count.
    pub places: Vec<PlaceResource>,
    /// The count by hour, as far as the hour is known.
    pub hours: Vec<HourResource>,
    /// What happened, the oldest first.
    pub events: Vec<EventResource>,
    /// The answers, the newest version first.
    pub answers: Vec<AnswerResource>,
    /// Its place on the list of incoming papers; null before it was handed over or delivered.
    pub incoming_paper: Option<IncomingPaperResource>,
    /// What is or was owed, in the order of due dates.
    pub obligations: Vec<ObligationResource>,
}

/// A signature to be begun.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSignature {
    /// The name, at most 80 characters.
    #[serde(default)]
    pub name: String,
    /// The address that the confirmation is sent to.
    #[serde(default)]
    pub email: String,
    /// Postcode or place.
    #[serde(default)]
    pub postcode: String,
    /// Whether the name may be shown.
    #[serde(default)]
    pub show_name: bool,
    /// Whether news of this petition is wanted.
    #[serde(default)]
    pub keep_informed: bool,
}

/// What happens next. The same whether or not this mailbox signed before.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureTaken {
    /// Always `check_mail`: a mail was sent to whoever can sign with this address.
    pub next: &'static str,
    /// The page on which the code of the mail can be typed in.
    pub code_url: String,
}

impl PetitionResource {
    pub fn of(app: &App, card: &Card) -> Self {
        let state = shown_state(card.state, card.closes_at, app.house.clock.now());
        Self {
            url: format!("{}/petitions/{}", app.base_url, card.slug),
            slug: card.slug.clone(),
            title: card.title.clone(),
            language: card.language.code(),
            state: state.code(),
            signature_count: card.total,
            opened_at: card.opened_at.map(rfc3339),
            closes_at: card.closes_at.map(rfc3339),
            answered_at: card.answered_at.map(rfc3339),
            verdict: card.verdict.map(weerklank_domain::petitions::Verdict::code),
            body: BodyResource {
                slug: card.body.0.clone(),
                name: card.body.1.clone(),
            },
            instrument: card.instrument.clone(),
        }
    }
}

impl PetitionDetail {
    pub fn of(app: &App, whole: &Whole) -> Self {
        let petition = &whole.petition;
        let state = shown_state(petition.state, petition.closes_at, app.house.clock.now());
        Self {
            petition: PetitionResource {
                url: format!("{}/petitions/{}", app.base_url, petition.slug),
                slug: petition.slug.clone(),
                title: petition.title.clone(),
                language: petition.language.code(),
                state: state.code(),
                signature_count: petition.count.total(),
                opened_at: petition.opened_at.map(rfc3339),
                closes_at: petition.closes_at.map(rfc3339),
                answered_at: petition.answered_at.map(rfc3339),
                verdict: whole.answers.first().map(|answer| answer.verdict.code()),
                body: BodyResource {
                    slug: petition.body.0.clone(),
                    name: petition.body.1.clone(),
                },
                instrument: petition.instrument.clone(),
            },
            reference: petition.reference.clone(),
            observation: petition.observation.clone(),
            request: petition.request.clone(),
            explanation: petition.explanation.clone(),
            petitioner_name: petition.petitioner_name.clone(),
            source_url: petition.source_url.clone(),
            imported_signature_count: petition.count.imported,
            places: whole
                .places
                .iter()
                .map(|place| PlaceResource {
                    kind: place.kind.code(),
                    name: place.name.clone(),
                    signature_count: place.count,
                })
                .collect(),
            hours: whole
                .hours
                .iter()
                .map(|hour| HourResource {
                    hour: rfc3339(hour.hour),
                    signature_count: hour.count,
                })
                .collect(),
            events: whole
                .events
                .iter()
                .map(|event| EventResource {
                    kind: event.kind.code(),
                    at: rfc3339(event.at),
                    code: event.code.clone(),
                    text: event.text.clone(),
                    url: event.url.as_deref().map(|url| app.whole(url)),
                })
                .collect(),
            answers: whole
                .answers
                .iter()
                .map(|answer| AnswerResource {
                    version: answer.version,
                    verdict: answer.verdict.code(),
                    heard: answer.heard.clone(),
                    reasons: answer.reasons.clone(),
                    change: answer.change.clone(),
                    responsible: answer.responsible.clone(),
                    adopted_by: answer.adopted_by.clone(),
                    adopted_at: answer.adopted_at.map(rfc3339),
                    published_at: rfc3339(answer.published_at),
                    correction: answer.correction.clone(),
                })
                .collect(),
            incoming_paper: whole.paper.as_ref().map(IncomingPaperResource::of),
            obligations: whole
                .owed
                .iter()
                .map(|owed| ObligationResource {
                    kind: owed.kind.code(),
                    body: BodyResource {
                        slug: petition.body.0.clone(),
                        name: petition.body.1.clone(),
                    },
                    due_at: rfc3339(owed.due_at),
                    met_at: owed.met_at.map(rfc3339),
                })
                .collect(),
        }
    }
}

impl IncomingPaperResource {
    pub fn of(paper: &IncomingRecord) -> Self {
        let decision = paper.decision.as_ref();
        Self {
            number: paper.number.clone(),
            received_at: rfc3339(paper.received_at),
            proposal: paper.proposal.code(),
            proposal_note: paper.proposal_note.clone(),
            decision: decision.map(|decision| decision.handling.code()),
            decision_note: decision.and_then(|decision| decision.note.clone()),
            decided_on: decision.map(|decision| decision.decided_on.to_string()),
        }
    }
}
