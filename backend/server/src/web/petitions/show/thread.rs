//! The thread: what happened, then what is planned, then what comes.

use super::{ThreadStep, Whole};
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use chrono::{DateTime, Utc};
use weerklank_domain::Language;
use weerklank_domain::moderation::HouseRule;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{EventKind, Handling, PetitionState};
use weerklank_domain::text::plain_text;
use weerklank_store::petitions::{EventRecord, NewsOnThread};

pub(super) fn thread(
    whole: &Whole,
    state: PetitionState,
    language: Language,
    now: DateTime<Utc>,
) -> Vec<ThreadStep> {
    let mut steps: Vec<ThreadStep> = whole
        .events
        .iter()
        .map(|event| {
            let news = whole.news.iter().find(|news| news.event_id == event.id);
            let step = step_of(event, now);
            match news {
                Some(news) => step.of_news(news, &whole.petition.slug),
                None => step,
            }
        })
        .collect();
    let is_answered = !whole.answers.is_empty();
    let coming = coming(whole, state)
        .iter()
        .filter(|kind| !(is_answered && **kind == EventKind::Answered));
    for (place, kind) in coming.enumerate() {
        steps.push(step_to_come(whole, *kind, place == 0, language, now));
    }
    steps
}

fn step_of(event: &EventRecord, now: DateTime<Utc>) -> ThreadStep {
    let joined = event
        .other
        .as_ref()
        .map(|(slug, _)| format!("/petitions/{slug}"));
    let url = event.url.clone().or(joined).unwrap_or_default();
    let text = event.text.as_deref().map(plain_text).unwrap_or_default();
    let handling = event
        .code
        .as_deref()
        .filter(|_| event.kind == EventKind::HandlingDecided)
        .and_then(Handling::from_code);
    let is_planned = event.kind.is_planned() && event.at > now;
    ThreadStep {
        kind: event.kind.code(),
        at: rfc3339(event.at),
        has_at: true,
        is_done: !is_planned,
        is_planned,
        has_text: !text.is_empty(),
        text,
        has_url: !url.is_empty(),
        url,
        has_owner: event.to_name.is_some(),
        owner_name: event.to_name.clone().unwrap_or_default(),
        has_handling: handling.is_some(),
        handling: handling.map_or("", Handling::code),
        ..ThreadStep::to_come(EventKind::Filed)
    }
}

fn coming(whole: &Whole, state: PetitionState) -> &'static [EventKind] {
    match state {
        PetitionState::Open => &[
            EventKind::Closed,
            EventKind::HandedOver,
            EventKind::Answered,
        ],
        PetitionState::Closed => &[EventKind::HandedOver, EventKind::Answered],
        PetitionState::HandedOver => &[EventKind::Answered],
        // Refused publication: its request was delivered, and is answered all the same.
        PetitionState::Refused if whole.paper.is_some() => &[EventKind::Answered],
        PetitionState::Draft
        | PetitionState::Gathering
        | PetitionState::Submitted
        | PetitionState::RevisionRequested
        | PetitionState::Refused
        | PetitionState::Forwarded
        | PetitionState::Answered
        | PetitionState::Withdrawn
        | PetitionState::Joined
        | PetitionState::TakenDown => &[],
    }
}

fn step_to_come(
    whole: &Whole,
    kind: EventKind,
    is_next: bool,
    language: Language,
    now: DateTime<Utc>,
) -> ThreadStep {
    let petition = &whole.petition;
    let owes = kind == EventKind::Answered;
    let owed = whole
        .owed
        .iter()
        .find(|owed| owed.kind == ObligationKind::Answer && owed.met_at.is_none());
    let due = match kind {
        EventKind::Closed => petition.closes_at,
        // The day that people read is the last one on which it is in time.
        EventKind::Answered => owed.map(|owed| owed.due_at - chrono::TimeDelta::microseconds(1)),
        _ => None,
    };
    ThreadStep {
        is_next,
        has_due: due.is_some(),
        due_at: rfc3339_or_empty(due),
        is_overdue: owes && due.is_some_and(|due| due < now),
        has_owner: owes,
        owner_name: if owes {
            petition.body_name(language).to_owned()
        } else {
            String::new()
        },
        ..ThreadStep::to_come(kind)
    }
}

impl ThreadStep {
    /// Of news: with its address, and with what moderation made of it.
    fn of_news(self, news: &NewsOnThread, slug: &str) -> Self {
        let rule = news.hidden_by.or(news.limited_by);
        let is_hidden = !self.has_text;
        Self {
            is_news: true,
            news_id: news.id,
            news_url: format!("/petitions/{slug}/news/{}", news.id),
            can_report: !is_hidden,
            is_hidden,
            is_limited: !is_hidden && news.limited_by.is_some(),
            has_rule: rule.is_some(),
            rule: rule.map_or("", HouseRule::code),
            ..self
        }
    }

    fn to_come(kind: EventKind) -> Self {
        Self {
            kind: kind.code(),
            at: String::new(),
            has_at: false,
            is_done: false,
            is_next: false,
            has_text: false,
            text: String::new(),
            has_url: false,
            url: String::new(),
            has_due: false,
            due_at: String::new(),
            is_overdue: false,
            is_planned: false,
            has_handling: false,
            handling: "",
            has_owner: false,
            owner_name: String::new(),
            is_news: false,
            news_id: 0,
            news_url: String::new(),
            can_report: false,
            is_hidden: false,
            is_limited: false,
            has_rule: false,
            rule: "",
        }
    }
}
