//! The parts of an input's page at the desk.

use super::{Shown, Whole};
use crate::web::field::{Field, Problem};
use crate::web::moderation::desk::decision_form::{DecisionForm, TakenView};
use crate::web::moderation::limits::RemovedView;
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::replies::desk::links::ThreadLinks;
use crate::web::rounds::desk::inputs::input_url;
use crate::web::rounds::desk::subject::RoundSubject;
use serde::{Deserialize, Serialize};
use weerklank_acts::inputs::SeenInput;
use weerklank_domain::Language;
use weerklank_domain::inputs::{InputNumber, InputState, ModerationAction};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::inputs::InputRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct InputPage {
    pub(super) subject: RoundSubject,
    pub(super) list_url: String,
    number: String,
    lang: &'static str,
    form: &'static str,
    is_statement: bool,
    has_title: bool,
    title: String,
    line: String,
    text_html: SafeHtml,
    state: &'static str,
    moderation: &'static str,
    is_late: bool,
    is_public: bool,
    has_public_url: bool,
    public_url: String,
    has_name: bool,
    name: String,
    is_organisation: bool,
    sender: &'static str,
    origin: OriginView,
    at: String,
    is_changed: bool,
    versions: Vec<VersionView>,
    is_variant: bool,
    first: NumberLink,
    has_senders: bool,
    senders: i32,
    others: Vec<NumberLink>,
    endorsements: i32,
    has_decisions: bool,
    decisions: Vec<TakenView>,
    removed: RemovedView,
    pub(super) moderating: Moderating,
    pub(super) speaker: Speaker,
    pub(super) thread: ThreadLinks,
    pub(super) has_done: bool,
    pub(super) done: &'static str,
    pub(super) done_number: String,
}

/// How it came in.
#[derive(Debug, Clone, Default, Serialize)]
struct OriginView {
    channel: &'static str,
    has_source: bool,
    source_name: String,
    has_url: bool,
    url: String,
    has_entered_by: bool,
    entered_by: String,
    has_postmark: bool,
    posted_on: String,
    has_stake: bool,
    stake: String,
    has_area: bool,
    area_name: String,
    has_place: bool,
    place_name: String,
}

#[derive(Debug, Clone, Serialize)]
struct VersionView {
    version: i32,
    at: String,
    text_html: SafeHtml,
}

#[derive(Debug, Clone, Default, Serialize)]
struct NumberLink {
    number: String,
    url: String,
}

/// What a page showed of an input, carried through its forms.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Seen {
    #[serde(default)]
    pub seen_state: String,
    #[serde(default)]
    pub seen_moderation: String,
    #[serde(default)]
    pub seen_version: String,
}

impl Seen {
    fn of(input: &InputRecord) -> Self {
        Self {
            seen_state: input.standing.state.code().to_owned(),
            seen_moderation: input.standing.moderation.code().to_owned(),
            seen_version: input.version.to_string(),
        }
    }
}

/// The forms of moderation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Moderating {
    can_approve: bool,
    can_decide: bool,
    approve: ActionForm,
    decide: ActionForm,
    seen: Seen,
    decision: DecisionForm,
    has_errors: bool,
    errors: Vec<Problem>,
    is_expired: bool,
    overtaken: Overtaken,
}

#[derive(Debug, Clone, Default, Serialize)]
struct ActionForm {
    action: String,
    csrf: String,
}

/// Whether the speaker of an oral view agreed with its report.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Speaker {
    is_asked: bool,
    has_agreed: bool,
    agreed_at: String,
    can_record: bool,
    form: ActionForm,
    agreed_on: Field,
}

impl Speaker {
    pub(super) fn of(whole: &Whole, may: bool, shown: &Shown, csrf: String) -> Self {
        let input = &whole.input;
        let here = input_url(input.number.round, input.number.number);
        let agreed_at = whole
            .origin
            .as_ref()
            .and_then(|origin| origin.speaker_agreed_at);
        let is_asked = whole.round.rules.asks_speaker(input.channel);
        Self {
            is_asked: is_asked && agreed_at.is_none(),
            has_agreed: agreed_at.is_some(),
            agreed_at: rfc3339_or_empty(agreed_at),
            can_record: is_asked && agreed_at.is_none() && may,
            form: ActionForm {
                action: format!("{here}/speaker"),
                csrf,
            },
            agreed_on: Field::of_day(&shown.agreed_on, "agreed_on", &shown.returned.problems),
        }
    }
}

/// What happened to an input between reading and deciding.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Overtaken {
    pub is_overtaken: bool,
    is_decided: bool,
    action: &'static str,
    by: String,
    at: String,
    is_rewritten: bool,
    is_withdrawn: bool,
    is_other: bool,
}

impl Overtaken {
    /// The difference between what was seen and what is.
    pub(in crate::web::rounds::desk::inputs) fn of(whole: &Whole, seen: Option<SeenInput>) -> Self {
        let input = &whole.input;
        let now = SeenInput::of(input);
        let moved = seen.is_some_and(|seen| seen.standing.moderation != input.standing.moderation);
        let decision = whole.decisions.first().filter(|_| moved);
        let is_withdrawn = input.standing.state == InputState::Withdrawn;
        let is_rewritten = seen.is_some_and(|seen| seen.version != now.version);
        Self {
            is_overtaken: true,
            is_decided: decision.is_some(),
            action: decision.map_or("", |decision| decision.action.code()),
            by: decision
                .map(|decision| decision.staff_name.clone())
                .unwrap_or_default(),
            at: decision
                .map(|decision| rfc3339(decision.at))
                .unwrap_or_default(),
            is_rewritten,
            is_withdrawn,
            is_other: decision.is_none() && !is_withdrawn && !is_rewritten,
        }
    }
}

impl Moderating {
    pub(super) fn of(
        whole: &Whole,
        (may, may_remove): (bool, bool),
        shown: &Shown,
        language: Language,
        proof: impl Fn(&str) -> String,
    ) -> Self {
        let input = &whole.input;
        let here = input_url(input.number.round, input.number.number);
        let form = |step: &str| ActionForm {
            action: format!("{here}/{step}"),
            csrf: proof(step),
        };
        // What the law ordered to be removed is gone: nothing can be done with it any more.
        let may = may && whole.tombstone.is_none();
        let can = |action: &ModerationAction| may && input.standing.moderated(*action).is_ok();
        // Approving is a button of its own; what stays as it is needs no decision.
        let possible: Vec<ModerationAction> = ModerationAction::ALL
            .iter()
            .copied()
            .filter(|action| !matches!(action, ModerationAction::Approve | ModerationAction::Keep))
            .filter(|action| may_remove || *action != ModerationAction::Remove)
            .filter(can)
            .collect();
        let problems = &shown.returned.problems;
        Self {
            can_approve: can(&ModerationAction::Approve),
            can_decide: !possible.is_empty(),
            approve: form("approve"),
            decide: form("decide"),
            seen: Seen::of(input),
            decision: DecisionForm::of(
                &shown.fields.decision,
                problems,
                &possible,
                &whole.rules,
                language,
            ),
            has_errors: !problems.is_empty(),
            errors: problems.clone(),
            is_expired: shown.returned.is_expired,
            overtaken: shown.overtaken.clone(),
        }
    }
}

impl OriginView {
    fn of(whole: &Whole) -> Self {
        let (input, origin) = (&whole.input, whole.origin.as_ref());
        let url = origin.and_then(|origin| origin.url.clone());
        let posted_on = origin.and_then(|origin| origin.posted_on);
        let stake = origin.and_then(|origin| origin.stake.clone());
        Self {
            channel: input.channel.code(),
            has_source: input.source_name.is_some(),
            source_name: input.source_name.clone().unwrap_or_default(),
            has_url: url.is_some(),
            url: url.unwrap_or_default(),
            has_entered_by: whole.entered_by.is_some(),
            entered_by: whole.entered_by.clone().unwrap_or_default(),
            has_postmark: posted_on.is_some(),
            posted_on: posted_on.map(|day| day.to_string()).unwrap_or_default(),
            has_stake: stake.is_some(),
            stake: stake.unwrap_or_default(),
            has_area: input.area.is_some(),
            area_name: input
                .area
                .as_ref()
                .map(|area| area.1.clone())
                .unwrap_or_default(),
            has_place: input.place_name.is_some(),
            place_name: input.place_name.clone().unwrap_or_default(),
        }
    }
}

impl InputPage {
    pub(super) fn of(subject: RoundSubject, whole: &Whole) -> Self {
        let input = &whole.input;
        let round = input.number.round;
        let link = |number: i64| NumberLink {
            number: InputNumber { round, number }.to_string(),
            url: input_url(round, number),
        };
        let is_organisation = input.sender.is_organisation();
        let name = input
            .display_name
            .as_ref()
            .filter(|_| input.is_public || is_organisation);
        let is_statement = input.form == InputForm::Statement;
        Self {
            subject,
            list_url: String::new(),
            number: input.number.to_string(),
            lang: input.language.code(),
            form: input.form.code(),
            is_statement,
            has_title: input.title.is_some(),
            title: input.title.clone().unwrap_or_default(),
            line: input.text.clone(),
            text_html: to_html(&input.text, Under::Section),
            state: input.standing.state.code(),
            moderation: input.standing.moderation.code(),
            is_late: input.is_late,
            is_public: input.is_public,
            has_public_url: input.is_readable() && whole.round.is_public(),
            public_url: format!(
                "/rounds/{}/inputs/{}",
                input.round_slug, input.number.number
            ),
            has_name: name.is_some(),
            name: name.cloned().unwrap_or_default(),
            is_organisation,
            sender: input.sender.code(),
            origin: OriginView::of(whole),
            at: rfc3339(input.received_at),
            is_changed: whole.versions.len() > 1,
            versions: whole
                .versions
                .iter()
                .map(|version| VersionView {
                    version: version.version,
                    at: rfc3339(version.at),
                    text_html: to_html(&version.text, Under::Section),
                })
                .collect(),
            is_variant: whole.first.is_some(),
            first: whole.first.map(link).unwrap_or_default(),
            has_senders: !whole.others.is_empty(),
            senders: input.senders,
            others: whole
                .others
                .iter()
                .map(|other| link(other.number))
                .collect(),
            endorsements: input.endorsements,
            has_decisions: !whole.decisions.is_empty(),
            decisions: whole.decisions.iter().map(TakenView::of).collect(),
            removed: whole.tombstone.as_ref().into(),
            moderating: Moderating::default(),
            speaker: Speaker::default(),
            thread: ThreadLinks::default(),
            has_done: false,
            done: "",
            done_number: String::new(),
        }
    }
}

impl PageView for InputPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/inputs/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::samples()
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
pub use samples::{sample_card, sample_input};
