//! The page of one input.

use super::{Shown, Whole, here};
use crate::web::app::App;
use crate::web::areas::map::MapView;
use crate::web::field::{Field, Problem};
use crate::web::moderation::limits::{LimitView, TombstoneView, has};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::report::ViewAnswer;
use crate::web::rounds::card::RoundHead;
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::inputs::{
    Channel, InputNumber, InputState, ModerationAction, ModerationState,
};
use weerklank_domain::rounds::{InputForm, Takes};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::inputs::{InputRecord, SenderGroup};
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct InputPage {
    pub(super) head: RoundHead,
    pub(super) number: String,
    pub(super) lang: &'static str,
    pub(super) form: &'static str,
    pub(super) is_statement: bool,
    pub(super) is_readable: bool,
    /// Why nobody reads it: `private`, `awaiting`, `withdrawn`, `removed`.
    pub(super) unread: &'static str,
    pub(super) has_tombstone: bool,
    pub(super) tombstone: TombstoneView,
    pub(super) has_limits: bool,
    pub(super) limits: Vec<LimitView>,
    pub(super) is_collapsed: bool,
    pub(super) has_title: bool,
    pub(super) title: String,
    pub(super) line: String,
    pub(super) text_html: SafeHtml,
    pub(super) has_name: bool,
    pub(super) name: String,
    pub(super) is_organisation: bool,
    pub(super) sender: &'static str,
    pub(super) channel: &'static str,
    pub(super) is_web: bool,
    pub(super) has_source: bool,
    pub(super) source_name: String,
    pub(super) has_source_url: bool,
    pub(super) source_url: String,
    pub(super) has_area: bool,
    pub(super) area_name: String,
    pub(super) has_place: bool,
    pub(super) place_name: String,
    pub(super) has_map: bool,
    pub(super) map: MapView,
    pub(super) at: String,
    pub(super) is_late: bool,
    pub(super) state: &'static str,
    pub(super) is_changed: bool,
    pub(super) changed_at: String,
    pub(super) versions: Vec<VersionView>,
    pub(super) has_senders: bool,
    pub(super) senders: i32,
    pub(super) others: Vec<OtherView>,
    pub(super) is_variant: bool,
    pub(super) first_url: String,
    pub(super) endorsements: i32,
    pub(super) can_endorse: bool,
    pub(super) has_endorsed: bool,
    pub(super) endorse_action: String,
    pub(super) csrf: String,
    pub(super) asks_email: bool,
    pub(super) email: Field,
    pub(super) has_errors: bool,
    pub(super) problems: Vec<Problem>,
    pub(super) form_expired: bool,
    pub(super) has_votes: bool,
    pub(super) agree: i64,
    pub(super) disagree: i64,
    pub(super) pass: i64,
    pub(super) has_answers: bool,
    pub(super) answers: Vec<ViewAnswer>,
    pub(super) has_report: bool,
    pub(super) report_url: String,
    pub(super) is_answer_coming: bool,
    /// Whether it is a question about the answer to another input, and which.
    pub(super) is_question: bool,
    pub(super) asked_of: String,
    pub(super) asked_of_url: String,
    /// Questions about the answers to this one.
    pub(super) questions: Vec<LinkView>,
    pub(super) replies: i32,
    pub(super) replies_url: String,
    pub(super) share_url: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct VersionView {
    pub(super) version: i32,
    pub(super) at: String,
    pub(super) text_html: SafeHtml,
}

/// Another input, by its number.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    pub(super) number: String,
    pub(super) url: String,
}

fn link_to(round: &RoundRecord, number: i64) -> LinkView {
    let name = InputNumber {
        round: round.number,
        number,
    };
    LinkView {
        number: name.to_string(),
        url: format!("/rounds/{}/inputs/{number}", round.slug),
    }
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct OtherView {
    pub(super) number: String,
    pub(super) url: String,
    pub(super) has_name: bool,
    pub(super) name: String,
    pub(super) is_readable: bool,
}

fn unread(input: &InputRecord) -> &'static str {
    match (input.standing.state, input.standing.moderation) {
        (InputState::Withdrawn, _) => "withdrawn",
        (InputState::Removed, _) | (_, ModerationState::Hidden) => "removed",
        (_, ModerationState::Awaiting) => "awaiting",
        _ => "private",
    }
}

impl InputPage {
    pub(super) fn of(
        app: &App,
        whole: &Whole,
        language: Language,
        shown: Shown,
        endorse_action: String,
        csrf: String,
    ) -> Self {
        let (round, input) = (&whole.round, &whole.input);
        let now = app.house.clock.now();
        let is_readable = input.is_readable();
        let is_statement = input.form == InputForm::Statement;
        let is_collapsed = has(&whole.limits, ModerationAction::Collapse);
        let is_open = round.window().takes(now) == Ok(Takes::Input) && !round.is_elsewhere();
        let html = |text: &str| to_html(text, Under::Section);
        let url = here(whole);
        // What nobody may read is not sent either, not even into a part of the page that is not shown.
        let text = if is_readable { input.text.as_str() } else { "" };
        let source_url = whole.origin.as_ref().and_then(|origin| origin.url.clone());
        let point = input.point.filter(|_| is_readable);
        let map = point.and_then(|point| {
            MapView::of(&whole.outlines, &[(point, String::new(), String::new())])
        });
        Self {
            head: RoundHead::of(round, language, now),
            number: input.number.to_string(),
            lang: input.language.code(),
            form: input.form.code(),
            is_statement,
            is_readable,
            unread: unread(input),
            has_tombstone: whole.tombstone.is_some(),
            tombstone: whole
                .tombstone
                .as_ref()
                .map(TombstoneView::from)
                .unwrap_or_default(),
            has_limits: is_readable && !whole.limits.is_empty(),
            limits: whole.limits.iter().map(LimitView::from).collect(),
            is_collapsed,
            has_title: is_readable && !is_collapsed && input.title.is_some(),
            title: input
                .title
                .clone()
                .filter(|_| is_readable)
                .unwrap_or_default(),
            line: if is_statement {
                text.to_owned()
            } else {
                String::new()
            },
            text_html: html(text),
            has_name: is_readable && input.display_name.is_some(),
            name: input
                .display_name
                .clone()
                .filter(|_| is_readable)
                .unwrap_or_default(),
            is_organisation: input.sender.is_organisation(),
            sender: input.sender.code(),
            channel: input.channel.code(),
            is_web: input.channel == Channel::Web,
            has_source: input.source_name.is_some(),
            source_name: input.source_name.clone().unwrap_or_default(),
            has_source_url: source_url.is_some(),
            source_url: source_url.unwrap_or_default(),
            has_area: input.area.is_some(),
            area_name: input
                .area
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            has_place: is_readable && input.place_name.is_some(),
            place_name: input
                .place_name
                .clone()
                .filter(|_| is_readable)
                .unwrap_or_default(),
            has_map: map.is_some(),
            map: map.unwrap_or_default(),
            at: rfc3339(input.received_at),
            is_late: input.is_late,
            state: input.standing.state.code(),
            is_changed: is_readable && input.version > 1,
            changed_at: rfc3339(input.changed_at),
            versions: whole
                .versions
                .iter()
                .rev()
                .skip(1)
                .filter(|_| is_readable)
                .map(|version| VersionView {
                    version: version.version,
                    at: rfc3339(version.at),
                    text_html: html(&version.text),
                })
                .collect(),
            has_senders: input.senders > 1,
            senders: input.senders,
            others: whole
                .others
                .iter()
                .map(|other| OtherView::of(round, other))
                .collect(),
            is_variant: whole.first.is_some(),
            first_url: whole
                .first
                .map(|number| format!("/rounds/{}/inputs/{number}", round.slug))
                .unwrap_or_default(),
            endorsements: input.endorsements,
            can_endorse: is_open && is_readable && !is_statement,
            has_endorsed: whole.has_endorsed,
            endorse_action,
            csrf,
            asks_email: shown.asks_email,
            email: Field::of(&shown.email, "email", &shown.problems),
            has_errors: !shown.problems.is_empty(),
            problems: shown.problems,
            form_expired: shown.is_expired,
            has_votes: is_statement && !is_open && whole.tally.total() > 0,
            agree: whole.tally.agree,
            disagree: whole.tally.disagree,
            pass: whole.tally.pass,
            has_answers: !whole.answers.is_empty(),
            answers: whole.answers.clone(),
            has_report: whole.has_report && !whole.answers.is_empty(),
            report_url: format!("/rounds/{}/report", round.slug),
            is_answer_coming: whole.answers.is_empty()
                && input.standing.state == InputState::Answered,
            is_question: whole.asked_of.is_some(),
            asked_of: link_to(round, whole.asked_of.unwrap_or(0)).number,
            asked_of_url: link_to(round, whole.asked_of.unwrap_or(0)).url,
            questions: whole
                .questions
                .iter()
                .map(|number| link_to(round, *number))
                .collect(),
            replies: input.replies,
            replies_url: format!("{url}/replies"),
            share_url: format!("{}{url}", app.base_url),
        }
    }
}

impl OtherView {
    fn of(round: &RoundRecord, other: &SenderGroup) -> Self {
        let number = InputNumber {
            round: round.number,
            number: other.number,
        };
        let name = other.display_name.clone().filter(|_| other.is_readable);
        Self {
            number: number.to_string(),
            url: format!("/rounds/{}/inputs/{}", round.slug, other.number),
            has_name: name.is_some(),
            name: name.unwrap_or_default(),
            is_readable: other.is_readable,
        }
    }
}

impl PageView for InputPage {
    const TEMPLATE: &'static str = "pages/inputs/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        super::samples::pages()
    }
}
