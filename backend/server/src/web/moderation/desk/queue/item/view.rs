//! The page of an item.

use super::super::list::ToldView;
use super::super::query::{QUEUE, QueueQuery};
use super::Shown;
use super::look::Whole;
use crate::web::moderation::desk::decision_form::{DecisionForm, TakenView};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::FormView;
use chrono::{DateTime, Utc};
use serde::Serialize;
use weerklank_acts::moderation::SeenItem;
use weerklank_domain::Language;
use weerklank_domain::inputs::ModerationAction;
#[cfg(test)]
use weerklank_domain::moderation::{Concern, ItemKind};
use weerklank_domain::text::{SafeHtml, Under, excerpt, to_html};
use weerklank_store::moderation::{ItemRecord, NoticeRecord};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ItemPage {
    name: String,
    place: String,
    place_lang: &'static str,
    kind: &'static str,
    why: &'static str,
    is_newcomer: bool,
    at: String,
    title: String,
    has_title: bool,
    lang: &'static str,
    text_html: SafeHtml,
    is_gone: bool,
    url: String,
    has_url: bool,
    desk_url: String,
    scope: Vec<ScopeView>,
    has_scope: bool,
    above: Vec<AboveView>,
    has_above: bool,
    marks: Vec<MarkView>,
    has_marks: bool,
    notices: Vec<NoticeView>,
    has_notices: bool,
    decisions: Vec<TakenView>,
    has_decisions: bool,
    before: Vec<TakenView>,
    has_before: bool,
    alike: Vec<AlsoView>,
    has_alike: bool,
    same_author: Vec<AlsoView>,
    has_same_author: bool,
    list_url: String,
    within: String,
    seen: String,
    is_awaiting: bool,
    is_closed: bool,
    is_stale: bool,
    is_taken: bool,
    has_holder: bool,
    holder: String,
    holder_until: String,
    can_decide: bool,
    take_action: String,
    take_csrf: String,
    next_action: String,
    next_csrf: String,
    form: FormView,
    decision: DecisionForm,
    /// What was typed, where nothing can be decided any more.
    typed: Vec<String>,
    has_typed: bool,
    told: ToldView,
}

#[derive(Debug, Clone, Serialize)]
struct ScopeView {
    part: &'static str,
    text: String,
}

#[derive(Debug, Clone, Serialize)]
struct AboveView {
    text: String,
    lang: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct MarkView {
    signal: &'static str,
    what: String,
}

#[derive(Debug, Clone, Serialize)]
struct NoticeView {
    number: String,
    url: String,
    rule: &'static str,
    text: String,
    lang: &'static str,
    at: String,
}

#[derive(Debug, Clone, Serialize)]
struct AlsoView {
    seen: String,
    name: String,
    url: String,
    why: &'static str,
    text: String,
    lang: &'static str,
    is_chosen: bool,
    has_holder: bool,
    holder: String,
}

/// So much of a text stands beside the item.
const EXCERPT: usize = 400;

/// What can be done beside letting it stand. What the law orders to be removed is done on its own page.
fn possible(whole: &Whole) -> Vec<ModerationAction> {
    let can = |action: &&ModerationAction| {
        action.is_restriction()
            && **action != ModerationAction::Remove
            && whole.target.possible(**action)
    };
    ModerationAction::ALL.iter().filter(can).copied().collect()
}

fn seen(item: &ItemRecord) -> String {
    format!("{}:{}", item.id, item.revision)
}

impl NoticeView {
    fn of(notice: &NoticeRecord) -> Self {
        Self {
            number: notice.number.clone(),
            url: format!("/desk/notices/{}", notice.id),
            rule: notice.rule.code(),
            text: notice.explanation.clone(),
            lang: notice.language.code(),
            at: rfc3339(notice.received_at),
        }
    }
}

impl AlsoView {
    fn of(item: &ItemRecord, whole: &Whole, chosen: &[SeenItem], me: (i64, DateTime<Utc>)) -> Self {
        let kept = whole.texts.get(&item.id);
        let holder = item.held_by_another(me.0, me.1);
        Self {
            seen: seen(item),
            name: kept.map(|kept| kept.name.clone()).unwrap_or_default(),
            url: format!("{QUEUE}/{}", item.id),
            why: item.why.code(),
            text: kept
                .map(|kept| excerpt(&kept.text, EXCERPT))
                .unwrap_or_default(),
            lang: kept.map_or("", |kept| kept.language.code()),
            is_chosen: chosen.iter().any(|one| one.id == item.id),
            has_holder: holder.is_some(),
            holder: holder.map(|(name, _)| name.to_owned()).unwrap_or_default(),
        }
    }
}

impl ItemPage {
    pub(super) fn of(
        whole: &Whole,
        shown: &Shown,
        query: &QueueQuery,
        language: Language,
        me: (i64, DateTime<Utc>),
        form: FormView,
    ) -> Self {
        let (item, fields) = (&whole.item, &shown.fields);
        let problems = &shown.returned.problems;
        let also = |items: &[ItemRecord]| -> Vec<AlsoView> {
            let one = |item: &ItemRecord| AlsoView::of(item, whole, &fields.also, me);
            items.iter().map(one).collect()
        };
        let holder = item.held_by_another(me.0, me.1);
        let is_closed = item.closed_at.is_some();
        let here = format!("{QUEUE}/{}", item.id);
        let typed = fields.decision.passages();
        let page = Self {
            kind: item.kind.code(),
            why: item.why.code(),
            is_newcomer: item.is_newcomer,
            at: rfc3339(item.opened_at),
            has_marks: !whole.marks.is_empty(),
            has_notices: !whole.notices.is_empty(),
            notices: whole.notices.iter().map(NoticeView::of).collect(),
            has_decisions: !whole.decisions.is_empty(),
            decisions: whole.decisions.iter().map(TakenView::of).collect(),
            has_before: !whole.before.is_empty(),
            before: whole.before.iter().map(TakenView::of).collect(),
            has_alike: !whole.alike.is_empty(),
            alike: also(&whole.alike),
            has_same_author: !whole.same_author.is_empty(),
            same_author: also(&whole.same_author),
            list_url: query.url(None),
            within: query.within(),
            seen: seen(item),
            is_awaiting: item.awaits.is_some(),
            is_closed,
            is_stale: shown.is_stale,
            is_taken: shown.is_taken,
            has_holder: holder.is_some() && !is_closed,
            holder: holder.map(|(name, _)| name.to_owned()).unwrap_or_default(),
            holder_until: holder.map(|(_, until)| rfc3339(until)).unwrap_or_default(),
            // What was typed is not lost when a colleague holds it.
            can_decide: !is_closed && (holder.is_none() || shown.is_taken),
            take_action: format!("{here}/take"),
            next_action: format!("{here}/next"),
            form,
            decision: DecisionForm::of(
                &fields.decision,
                problems,
                &possible(whole),
                &whole.rules,
                language,
            ),
            has_typed: is_closed && !typed.is_empty(),
            typed,
            ..Self::default()
        };
        page.with_text(whole).with_context(whole)
    }

    /// The proofs of the buttons beside the form.
    pub(super) fn with_buttons(self, take_csrf: String, next_csrf: String) -> Self {
        Self {
            take_csrf,
            next_csrf,
            ..self
        }
    }

    /// What was done before this page opened.
    pub(super) fn with_told(self, told: ToldView) -> Self {
        Self { told, ..self }
    }

    fn with_text(self, whole: &Whole) -> Self {
        let kept = whole.texts.get(&whole.item.id);
        let target = &whole.target;
        Self {
            name: kept.map(|kept| kept.name.clone()).unwrap_or_default(),
            place: kept.map(|kept| kept.place.clone()).unwrap_or_default(),
            place_lang: target.place().language.code(),
            has_title: whole.title.is_some(),
            title: whole.title.clone().unwrap_or_default(),
            lang: target.language(),
            text_html: to_html(target.text(), Under::Section),
            is_gone: target.text().is_empty(),
            has_url: target.is_readable(),
            url: target.url(),
            desk_url: target.desk_url(),
            ..self
        }
    }

    fn with_context(self, whole: &Whole) -> Self {
        let scope: Vec<ScopeView> = whole
            .scope
            .iter()
            .flat_map(|scope| [("changeable", &scope.changeable), ("fixed", &scope.fixed)])
            .filter(|(_, text)| !text.is_empty())
            .map(|(part, text)| ScopeView {
                part,
                text: text.clone(),
            })
            .collect();
        let below = whole.below.iter().map(|(text, lang)| AboveView {
            text: excerpt(text, EXCERPT),
            lang,
        });
        let above: Vec<AboveView> = below
            .chain(whole.chain.iter().map(|reply| AboveView {
                text: excerpt(&reply.text, EXCERPT),
                lang: reply.language.code(),
            }))
            .collect();
        Self {
            has_scope: !scope.is_empty(),
            scope,
            has_above: !above.is_empty(),
            above,
            marks: whole
                .marks
                .iter()
                .map(|mark| MarkView {
                    signal: mark.code(),
                    what: mark.what.clone(),
                })
                .collect(),
            ..self
        }
    }
}

impl PageView for ItemPage {
    const TEMPLATE: &'static str = "pages/desk/moderation/item";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::all()
    }
}

#[cfg(test)]
mod samples;
