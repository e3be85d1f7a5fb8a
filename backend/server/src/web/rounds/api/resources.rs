//! What rounds and inputs look like as JSON.

use crate::web::app::App;
use crate::web::dossiers::api::{DocumentResource, document_resources};
use crate::web::petitions::api::resources::BodyResource;
use crate::web::petitions::card::rfc3339;
use crate::web::rounds::take_part_form::TakePartFields;
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use serde::{Deserialize, Serialize};
use weerklank_domain::areas::Point;
use weerklank_domain::dossiers::{Level, Scope};
use weerklank_domain::inputs::{Coverage, InputNumber, Sender};
use weerklank_store::dossiers::DocumentRecord;
use weerklank_store::inputs::{InputCard, InputRecord, VersionRecord};
use weerklank_store::rounds::{ExtensionRecord, RoundCard, RoundRecord};

/// The inputs of a round by outcome.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CoverageResource {
    /// The sum of the five.
    pub total: i64,
    /// Answered.
    pub answered: i64,
    /// Set aside for a reason that breaks no rule.
    pub set_aside: i64,
    /// Taken back by their authors.
    pub withdrawn: i64,
    /// Hidden by moderation.
    pub removed: i64,
    /// Waiting for an answer.
    pub open: i64,
}

impl CoverageResource {
    pub fn of(coverage: Coverage) -> Self {
        Self {
            total: coverage.total(),
            answered: coverage.answered,
            set_aside: coverage.set_aside,
            withdrawn: coverage.withdrawn,
            removed: coverage.removed,
            open: coverage.open,
        }
    }
}

/// A round in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its number: the 12 of R12-0043.
    pub number: i64,
    /// Its title, in `language`.
    pub title: String,
    /// BCP 47 tag of its texts.
    pub language: &'static str,
    /// `announced`, `open`, `closed`, `answering`, `answered` or `cancelled`, by the clock.
    pub state: &'static str,
    /// The first moment at which it takes input (UTC).
    pub opens_at: Option<String>,
    /// The first moment at which input is late (UTC).
    pub closes_at: Option<String>,
    /// The day by which people have their answer.
    pub answer_by: Option<String>,
    /// The body that asks.
    pub body: BodyResource,
    /// The dossier's name in addresses.
    pub dossier: String,
    /// `open`, `idea`, `statement`.
    pub forms: Vec<&'static str>,
    /// Who may take part: `email`, `code` or `resident`.
    pub access: &'static str,
    /// Its inputs by outcome.
    pub coverage: CoverageResource,
    /// Its page.
    pub url: String,
}

impl RoundResource {
    pub fn of(app: &App, card: &RoundCard) -> Self {
        let now = app.house.clock.now();
        Self {
            slug: card.slug.clone(),
            number: card.number,
            title: card.title.clone(),
            language: card.language.code(),
            state: card.window.shown_state(now).code(),
            opens_at: card.window.opens_at.map(rfc3339),
            closes_at: card.window.closes_at.map(rfc3339),
            answer_by: card.answer_by.map(|day| day.to_string()),
            body: BodyResource {
                slug: card.body.0.clone(),
                name: card.body.1.clone(),
            },
            dossier: card.dossier.0.clone(),
            forms: card.forms.iter().map(|form| form.code()).collect(),
            access: card.access.code(),
            coverage: CoverageResource::of(card.coverage),
            url: format!("{}/rounds/{}", app.base_url, card.slug),
        }
    }
}

/// A page of rounds.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RoundList {
    /// The rounds.
    pub items: Vec<RoundResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// What input can change, in Markdown (PAR-4).
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScopeResource {
    /// The participation level: `inform`, `consult`, `advise`, `co_produce` or `co_decide`.
    pub level: Option<&'static str>,
    /// What is decided.
    pub decided: String,
    /// Who decides.
    pub decided_by: String,
    /// What can still change.
    pub changeable: String,
    /// What is fixed.
    pub fixed: String,
    /// How people take part.
    pub how: String,
    /// When.
    pub moment: String,
    /// What happens with the input.
    pub afterwards: String,
}

/// How a round was made longer.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExtensionResource {
    /// The closing before (UTC).
    pub from: String,
    /// The closing after (UTC).
    pub to: String,
    /// `outage` or `other`.
    pub cause: &'static str,
    /// Why (Markdown).
    pub reason: String,
}

/// A round with its scope.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundDetail {
    /// Its name in addresses.
    pub slug: String,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of its texts.
    pub language: &'static str,
    /// What it is about (Markdown).
    pub intro: String,
    /// How it stands, by the clock.
    pub state: &'static str,
    /// The phase of the dossier.
    pub phase: &'static str,
    /// The phase as the law names it: `preparation`, `execution` or `evaluation` (PAR-1).
    pub statutory_phase: &'static str,
    /// The procedure's code.
    pub procedure: String,
    /// The first moment at which it takes input (UTC).
    pub opens_at: Option<String>,
    /// The first moment at which input is late (UTC).
    pub closes_at: Option<String>,
    /// The day by which people have their answer.
    pub answer_by: Option<String>,
    /// The official notice.
    pub bulletin_url: Option<String>,
    /// Why it was stopped (Markdown).
    pub cancel_reason: Option<String>,
    /// The body that asks.
    pub body: BodyResource,
    /// The dossier's name in addresses.
    pub dossier: String,
    /// What people can do.
    pub forms: Vec<&'static str>,
    /// Who may take part.
    pub access: &'static str,
    /// Who may respond by law: `everyone` or `stakeholders`.
    pub respondents: &'static str,
    /// What input can change.
    pub scope: ScopeResource,
    /// The papers of its phase, as they are laid open.
    pub documents: Vec<DocumentResource>,
    /// How it was made longer.
    pub extensions: Vec<ExtensionResource>,
    /// Its inputs by outcome.
    pub coverage: CoverageResource,
    /// What has to be said of the source of an imported round.
    pub attribution: Option<String>,
    /// Its page.
    pub url: String,
}

impl RoundDetail {
    pub fn of(
        app: &App,
        round: &RoundRecord,
        (level, scope): (Option<Level>, &Scope),
        papers: &[DocumentRecord],
        extensions: &[ExtensionRecord],
        coverage: Coverage,
    ) -> Self {
        let now = app.house.clock.now();
        Self {
            slug: round.slug.clone(),
            number: round.number,
            title: round.title.clone(),
            language: round.language.code(),
            intro: round.intro.clone(),
            state: round.window().shown_state(now).code(),
            phase: round.phase.code(),
            statutory_phase: round.phase.statutory().code(),
            procedure: round.procedure.0.clone(),
            opens_at: round.opens_at.map(rfc3339),
            closes_at: round.closes_at.map(rfc3339),
            answer_by: round.answer_by.map(|day| day.to_string()),
            bulletin_url: round.bulletin_url.clone(),
            cancel_reason: round.cancelled.as_ref().map(|(_, reason)| reason.clone()),
            body: BodyResource {
                slug: round.body.1.clone(),
                name: round.body.2.clone(),
            },
            dossier: round.dossier.1.clone(),
            forms: round.forms.iter().map(|form| form.form.code()).collect(),
            access: round.access.code(),
            respondents: round.respondents.code(),
            scope: ScopeResource {
                level: level.map(Level::code),
                decided: scope.decided.clone(),
                decided_by: scope.decided_by.clone(),
                changeable: scope.changeable.clone(),
                fixed: scope.fixed.clone(),
                how: scope.how.clone(),
                moment: scope.moment.clone(),
                afterwards: scope.afterwards.clone(),
            },
            documents: document_resources(&app.base_url, &round.dossier.1, papers),
            extensions: extensions
                .iter()
                .map(|extension| ExtensionResource {
                    from: rfc3339(extension.from),
                    to: rfc3339(extension.to),
                    cause: extension.cause.code(),
                    reason: extension.reason.clone(),
                })
                .collect(),
            coverage: CoverageResource::of(coverage),
            attribution: round.attribution.clone(),
            url: format!("{}/rounds/{}", app.base_url, round.slug),
        }
    }
}

/// A place on the map, kept to about ten metres.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PointResource {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl From<Point> for PointResource {
    fn from(point: Point) -> Self {
        let (latitude, longitude) = point.degrees();
        Self {
            latitude,
            longitude,
        }
    }
}

/// An input in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InputResource {
    /// Its number for people: R12-0043.
    pub reference: String,
    /// Its number within the round.
    pub number: i64,
    /// `open`, `idea` or `statement`.
    pub form: &'static str,
    /// BCP 47 tag of its text.
    pub language: &'static str,
    /// The title of an idea.
    pub title: Option<String>,
    /// Its text (Markdown).
    pub text: String,
    /// `open`, `answered` or `set_aside`.
    pub state: &'static str,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// By which way it came.
    pub channel: &'static str,
    /// Whose platform it was found on.
    pub source: Option<String>,
    /// The name that its author shows.
    pub display_name: Option<String>,
    /// `person` or `organisation`.
    pub sender_kind: &'static str,
    /// `resident`, `business`, `civil_society`, `public_body`, or `organisation` where nobody said which.
    pub sender: &'static str,
    /// The name of the area that it is about.
    pub area: Option<String>,
    /// The place on the map.
    pub point: Option<PointResource>,
    /// When it was received (UTC).
    pub received_at: String,
    /// How many people sent this text.
    pub senders: i32,
    /// How many people stand behind it.
    pub endorsements: i32,
    /// How many replies it has.
    pub replies: i32,
    /// Its page.
    pub url: String,
}

impl InputResource {
    pub fn of(app: &App, round: &RoundRecord, card: &InputCard) -> Self {
        let number = InputNumber {
            round: round.number,
            number: card.number,
        };
        Self {
            reference: number.to_string(),
            number: card.number,
            form: card.form.code(),
            language: card.language.code(),
            title: card.title.clone(),
            text: card.text.clone(),
            state: card.standing.state.code(),
            is_late: card.is_late,
            channel: card.channel.code(),
            source: card.source_name.clone(),
            display_name: card.display_name.clone(),
            sender_kind: card.sender.kind().code(),
            sender: card.sender.code(),
            area: card.area_name.clone(),
            point: card.point.map(PointResource::from),
            received_at: rfc3339(card.received_at),
            senders: card.senders,
            endorsements: card.endorsements,
            replies: card.replies,
            url: format!(
                "{}/rounds/{}/inputs/{}",
                app.base_url, round.slug, card.number
            ),
        }
    }
}

/// A page of inputs.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct InputList {
    /// The inputs.
    pub items: Vec<InputResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// One text of an input.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct VersionResource {
    /// 1, 2, 3 …
    pub version: i32,
    /// The text (Markdown).
    pub text: String,
    /// When it was written (UTC).
    pub at: String,
}

/// An input; its texts only where everybody may read them.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InputDetail {
    /// Its number for people.
    pub reference: String,
    /// Its number within the round.
    pub number: i64,
    /// The form.
    pub form: &'static str,
    /// `open`, `answered`, `set_aside`, `withdrawn` or `removed`.
    pub state: &'static str,
    /// Whether it came after the closing.
    pub is_late: bool,
    /// By which way it came.
    pub channel: &'static str,
    /// Whether everybody may read it.
    pub is_readable: bool,
    /// BCP 47 tag of its text.
    pub language: &'static str,
    /// The title of an idea.
    pub title: Option<String>,
    /// Its text (Markdown); null where nobody may read it.
    pub text: Option<String>,
    /// The name that its author shows.
    pub display_name: Option<String>,
    /// `resident`, `business`, `civil_society`, `public_body`, or `organisation` where nobody said which.
    pub sender: &'static str,
    /// The place on the map; null where nobody may read it.
    pub point: Option<PointResource>,
    /// When it was received (UTC).
    pub received_at: String,
    /// Every text, the first one first; empty where nobody may read them.
    pub versions: Vec<VersionResource>,
    /// How many people sent this text.
    pub senders: i32,
    /// How many people stand behind it.
    pub endorsements: i32,
    /// How many replies it has.
    pub replies: i32,
    /// Its page.
    pub url: String,
}

impl InputDetail {
    pub fn of(
        app: &App,
        round: &RoundRecord,
        input: &InputRecord,
        versions: &[VersionRecord],
    ) -> Self {
        let is_readable = input.is_readable();
        let number = input.number.number;
        Self {
            reference: input.number.to_string(),
            number,
            form: input.form.code(),
            state: input.standing.state.code(),
            is_late: input.is_late,
            channel: input.channel.code(),
            is_readable,
            language: input.language.code(),
            title: input.title.clone().filter(|_| is_readable),
            text: is_readable.then(|| input.text.clone()),
            display_name: input.display_name.clone().filter(|_| is_readable),
            sender: input.sender.code(),
            point: input.point.filter(|_| is_readable).map(PointResource::from),
            received_at: rfc3339(input.received_at),
            versions: versions
                .iter()
                .filter(|_| is_readable)
                .map(|version| VersionResource {
                    version: version.version,
                    text: version.text.clone(),
                    at: rfc3339(version.at),
                })
                .collect(),
            senders: input.senders,
            endorsements: input.endorsements,
            replies: input.replies,
            url: format!("{}/rounds/{}/inputs/{number}", app.base_url, round.slug),
        }
    }
}

/// An input to be sent.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewInput {
    /// `open`, `idea` or `statement`; the round's first one unless said.
    #[serde(default)]
    pub form: String,
    /// The title of an idea, 80 characters at most.
    #[serde(default)]
    pub title: String,
    /// The text (Markdown), 5,000 characters at most; a statement 240.
    pub text: String,
    /// The address that the link is mailed to.
    pub email: String,
    /// The name.
    #[serde(default)]
    pub name: String,
    /// Whether the name is shown.
    #[serde(default)]
    pub show_name: bool,
    /// As whom: `resident` (for oneself, unless said), or for an organisation, which is named: `business`,
    /// `civil_society` or `public_body`.
    #[serde(default)]
    pub sender: String,
    /// Whether it is sent for an organisation, as older programs say it; then `sender` says which.
    #[serde(default)]
    pub is_organisation: bool,
    /// Whether it is kept off the site.
    #[serde(default)]
    pub is_private: bool,
    /// The code of the area.
    #[serde(default)]
    pub area: String,
    /// The place in words.
    #[serde(default)]
    pub place: String,
    /// The place on the map: latitude and longitude in degrees, `52.2101,3.3103`; kept to about ten metres.
    #[serde(default)]
    pub point: String,
    /// The own interest, where only stakeholders may respond.
    #[serde(default)]
    pub stake: String,
}

impl From<NewInput> for TakePartFields {
    fn from(new: NewInput) -> Self {
        let ticked = |is_ticked: bool| is_ticked.then(|| "1".to_owned());
        // An organisation of which nobody says what it is cannot be chosen: the answer names `sender`.
        let is_unsaid = new.is_organisation
            && Sender::chosen(&new.sender).is_none_or(|said| !said.is_organisation());
        Self {
            form: new.form,
            title: new.title,
            text: new.text,
            area: new.area,
            place: new.place,
            point: new.point,
            stake: new.stake,
            name: new.name,
            email: new.email,
            is_private: ticked(new.is_private),
            show_name: ticked(new.show_name),
            sender: if is_unsaid {
                Sender::Organisation.code().to_owned()
            } else {
                new.sender
            },
            has_seen: ticked(true),
            ..Self::default()
        }
    }
}

/// What happens next to something that waits for the proof of a mailbox.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AwaitsProof {
    /// `check_mail`: it is done by the link of the mail.
    next: &'static str,
}

impl AwaitsProof {
    /// The answer: taken, and not done yet.
    pub fn answer() -> HttpResponse {
        HttpResponse::Accepted()
            .insert_header((CACHE_CONTROL, "no-store"))
            .json(Self { next: "check_mail" })
    }
}
