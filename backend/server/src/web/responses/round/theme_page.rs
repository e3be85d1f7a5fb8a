//! The page of one theme.

use super::frame::{Said, WorkHead};
use super::sort::{ThemeChoice, theme_choices};
use super::theme::{Fields, PAGE_SIZE};
use super::{answer_url, handle_url, sort_url, theme_url};
use crate::web::field::Field;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::text::{SafeHtml, Under, excerpt, from_plain, to_html};
use weerklank_store::inputs::InputCard;
use weerklank_store::responses::{
    NoteRecord, ResponseRecord, TemplateRecord, ThemeEventRecord, ThemeLine, ThemeRecord,
};

const EXCERPT: usize = 300;

/// What the page is made of.
pub(super) struct Found {
    pub(super) theme: ThemeRecord,
    /// Its counts; none of one that was merged.
    pub(super) line: Option<ThemeLine>,
    pub(super) others: Vec<ThemeLine>,
    pub(super) items: Vec<InputCard>,
    pub(super) response: Option<ResponseRecord>,
    pub(super) notes: Vec<NoteRecord>,
    pub(super) events: Vec<ThemeEventRecord>,
    pub(super) officers: Vec<(i64, String)>,
    pub(super) templates: Vec<TemplateRecord>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ThemePage {
    head: WorkHead,
    number: i64,
    name: String,
    is_merged: bool,
    merged_into: i64,
    merged_url: String,
    revision: i32,
    like_url: String,
    has_summary: bool,
    summary_html: SafeHtml,
    inputs: i64,
    open: i64,
    has_owner: bool,
    owner_name: String,
    has_due: bool,
    due: String,
    has_answer: bool,
    answer_url: String,
    answer_state: &'static str,
    has_templates: bool,
    templates: Vec<Named>,
    has_items: bool,
    items: Vec<Item>,
    has_next: bool,
    next_url: String,
    has_problem_chosen: bool,
    others: Vec<ThemeChoice>,
    has_others: bool,
    title: Field,
    summary: Field,
    officers: Vec<Named>,
    owner: Field,
    due_on: Field,
    note: Field,
    into: Field,
    to: Field,
    new_title: Field,
    has_notes: bool,
    notes: Vec<NoteRow>,
    events: Vec<EventRow>,
}

#[derive(Debug, Clone, Serialize)]
struct Named {
    id: i64,
    name: String,
    is_selected: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    number: i64,
    name: String,
    url: String,
    lang: &'static str,
    words: String,
    state: &'static str,
    has_senders: bool,
    senders: i32,
    is_chosen: bool,
}

#[derive(Debug, Clone, Serialize)]
struct NoteRow {
    staff: String,
    at: String,
    text_html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
struct EventRow {
    kind: &'static str,
    detail: String,
    has_detail: bool,
    amount: i64,
    has_amount: bool,
    staff: String,
    at: String,
}

impl EventRow {
    fn of(event: &ThemeEventRecord) -> Self {
        Self {
            kind: event.kind.code(),
            has_detail: !event.detail.is_empty(),
            detail: event.detail.clone(),
            amount: event.amount,
            has_amount: event.amount > 0,
            staff: event.staff_name.clone(),
            at: rfc3339(event.at),
        }
    }
}

impl ThemePage {
    pub(super) fn of(
        head: WorkHead,
        round: i64,
        found: &Found,
        fields: Option<&Fields>,
        said: &Said,
    ) -> Self {
        let theme = &found.theme;
        let kept = Fields {
            revision: theme.revision,
            title: theme.title.clone(),
            summary: theme.summary.clone(),
            owner: theme
                .owner
                .as_ref()
                .map(|(id, _)| id.to_string())
                .unwrap_or_default(),
            due_on: theme.due_on.map(|day| day.to_string()).unwrap_or_default(),
            ..Fields::default()
        };
        // A form that came back keeps what was typed; the other forms of the page show what is so.
        let of = |deed: &str| fields.filter(|sent| sent.deed == deed).unwrap_or(&kept);
        let problems = &said.returned.problems;
        let field = |value: &str, name| Field::of(value, name, problems);
        let (moving, assigning) = (of("move"), of("assign"));
        let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
        let shown = found.items.get(..size).unwrap_or(&found.items);
        let last = shown.last().map_or(0, |card| card.number);
        let here = theme_url(round, theme.number);
        Self {
            head,
            number: theme.number,
            name: theme.title.clone(),
            is_merged: theme.merged_into.is_some(),
            merged_into: theme.merged_into.unwrap_or(0),
            merged_url: theme_url(round, theme.merged_into.unwrap_or(0)),
            revision: theme.revision,
            like_url: format!("{}?of={}", sort_url(round), theme.number),
            has_summary: !theme.summary.is_empty(),
            summary_html: to_html(&theme.summary, Under::Section),
            inputs: found.line.as_ref().map_or(0, |line| line.inputs),
            open: found.line.as_ref().map_or(0, |line| line.open),
            has_owner: theme.owner.is_some(),
            owner_name: theme
                .owner
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            has_due: theme.due_on.is_some(),
            due: theme.due_on.map(|day| day.to_string()).unwrap_or_default(),
            has_answer: found.response.is_some(),
            answer_url: found
                .response
                .as_ref()
                .map(|response| answer_url(round, response.number))
                .unwrap_or_default(),
            answer_state: found
                .response
                .as_ref()
                .map_or("", |response| response.state.code()),
            has_templates: !found.templates.is_empty(),
            templates: found
                .templates
                .iter()
                .map(|template| Named {
                    id: template.id,
                    name: template.title.clone(),
                    is_selected: false,
                })
                .collect(),
            has_items: !shown.is_empty(),
            items: shown
                .iter()
                .map(|card| Item::of(round, card, &moving.chosen))
                .collect(),
            has_next: found.items.len() > size,
            next_url: format!("{here}?after={last}"),
            has_problem_chosen: problems.iter().any(|problem| problem.field == "input"),
            has_others: !found.others.is_empty(),
            others: theme_choices(&found.others, moving.to.parse().ok()),
            title: field(&of("describe").title, "title"),
            summary: field(&of("describe").summary, "summary"),
            officers: found
                .officers
                .iter()
                .map(|(id, name)| Named {
                    id: *id,
                    name: name.clone(),
                    is_selected: assigning.owner == id.to_string(),
                })
                .collect(),
            owner: field(&assigning.owner, "officer"),
            due_on: Field::of_day(&assigning.due_on, "due_on", problems),
            note: field(&of("note").note, "note"),
            into: field(&of("merge").into, "merge_into"),
            to: field(&moving.to, "move_to"),
            new_title: field(&moving.new_title, "new_title"),
            has_notes: !found.notes.is_empty(),
            notes: found
                .notes
                .iter()
                .map(|note| NoteRow {
                    staff: note.staff_name.clone(),
                    at: rfc3339(note.at),
                    text_html: to_html(&from_plain(&note.text), Under::Section),
                })
                .collect(),
            events: found.events.iter().map(EventRow::of).collect(),
        }
    }
}

impl Item {
    fn of(round: i64, card: &InputCard, chosen: &[i64]) -> Self {
        let name = InputNumber {
            round,
            number: card.number,
        };
        Self {
            number: card.number,
            name: name.to_string(),
            url: handle_url(round, card.number),
            lang: card.language.code(),
            words: card
                .title
                .clone()
                .unwrap_or_else(|| excerpt(&card.text, EXCERPT)),
            state: card.standing.state.code(),
            has_senders: card.senders > 1,
            senders: card.senders,
            is_chosen: chosen.contains(&card.number),
        }
    }
}

impl PageView for ThemePage {
    const TEMPLATE: &'static str = "pages/desk/responses/theme";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::frame::sample_response;
        use crate::web::field::Problem;
        use crate::web::responses::desk::form::Returned;
        use crate::web::rounds::desk::inputs::sample_card;
        use weerklank_domain::responses::{ResponseState, ThemeEvent};
        let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let line = |number| ThemeLine {
            id: number,
            number,
            title: "Bomen <b>der</b>".to_owned(),
            summary: String::new(),
            owner: None,
            due_on: None,
            inputs: 3,
            open: 1,
            response: None,
        };
        let found = |is_full: bool, merged_into| Found {
            theme: ThemeRecord {
                id: 1,
                round_id: 12,
                number: 1,
                title: "Bomen <b>der</b>".to_owned(),
                summary: if is_full { "Veel *bomen*." } else { "" }.to_owned(),
                owner: is_full.then(|| (7, "Noor Haddad".to_owned())),
                due_on: is_full.then(|| weerklank_domain::calendar::day_of(at)),
                merged_into,
                revision: 2,
            },
            line: merged_into.is_none().then(|| line(1)),
            others: if is_full { vec![line(2)] } else { Vec::new() },
            items: match is_full {
                true => (1..=PAGE_SIZE + 1).map(sample_card).collect(),
                false => Vec::new(),
            },
            response: is_full.then(|| sample_response(4, ResponseState::Offered)),
            notes: match is_full {
                true => vec![NoteRecord {
                    text: "Vraag het na <b>der</b>.".to_owned(),
                    staff_name: "Noor Haddad".to_owned(),
                    at,
                }],
                false => Vec::new(),
            },
            events: ThemeEvent::ALL
                .iter()
                .map(|kind| ThemeEventRecord {
                    kind: *kind,
                    detail: if is_full { "2" } else { "" }.to_owned(),
                    amount: i64::from(is_full) * 4,
                    staff_name: "Noor Haddad".to_owned(),
                    at,
                })
                .collect(),
            officers: vec![(7, "Noor Haddad".to_owned())],
            templates: match is_full {
                true => vec![TemplateRecord {
                    id: 1,
                    title: "Valt erbuiten".to_owned(),
                    verdict: None,
                    reasons: "Daarom.".to_owned(),
                }],
                false => Vec::new(),
            },
        };
        let page = |found: &Found, may, fields: Option<&Fields>, said: &Said| {
            let head = WorkHead::sample("theme", may, said, None);
            Self::of(head, 12, found, fields, said)
        };
        let names = [
            "title",
            "summary",
            "officer",
            "due_on",
            "note",
            "merge_into",
            "move_to",
            "new_title",
            "input",
        ];
        let wrong = Said::from(Returned::wrong(
            names
                .map(|field| Problem {
                    field,
                    code: "required",
                })
                .to_vec(),
        ));
        let sent = Fields {
            deed: "move".to_owned(),
            chosen: vec![1],
            to: "2".to_owned(),
            ..Fields::default()
        };
        let plain = Said::default();
        vec![
            (
                "full".to_owned(),
                page(&found(true, None), true, None, &plain),
            ),
            (
                "empty".to_owned(),
                page(&found(false, None), true, None, &plain),
            ),
            (
                "errors".to_owned(),
                page(&found(true, None), true, Some(&sent), &wrong),
            ),
            (
                "merged".to_owned(),
                page(&found(false, Some(2)), true, None, &plain),
            ),
            (
                "read-only".to_owned(),
                page(&found(true, None), false, None, &plain),
            ),
        ]
    }
}
