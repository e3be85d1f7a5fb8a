//! The forms below a thread: to reply, and to say who agrees.

use super::{Shown, Whole};
use crate::web::app::App;
use crate::web::field::{Field, Problem};
use crate::web::form::Browser;
use crate::web::moderation::holds::HoldsView;
use serde::Serialize;
use weerklank_acts::people::Proven;
use weerklank_domain::replies::{LONGEST_REPLY, Stance};

#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ReplyForm {
    pub(super) is_open: bool,
    pub(super) action: String,
    pub(super) csrf: String,
    pub(super) is_expired: bool,
    pub(super) has_errors: bool,
    pub(super) problems: Vec<Problem>,
    pub(super) max: usize,
    pub(super) text: Field,
    pub(super) name: Field,
    pub(super) email: Field,
    pub(super) stance: Field,
    pub(super) stances: Vec<StanceChoice>,
    pub(super) asks_email: bool,
    pub(super) is_known: bool,
    pub(super) known_as: String,
    pub(super) holds: HoldsView,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct StanceChoice {
    pub(super) value: &'static str,
    pub(super) is_selected: bool,
}

/// The address is asked of somebody who is not known yet, and said what to think of a reply.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct AgreementForm {
    pub(super) is_asked: bool,
    pub(super) action: String,
    pub(super) csrf: String,
    pub(super) value: String,
    pub(super) email: Field,
}

impl ReplyForm {
    pub(super) fn of(
        app: &App,
        browser: &Browser,
        whole: &Whole,
        shown: &Shown,
        proven: Option<&Proven>,
    ) -> Self {
        let action = whole.here();
        let (fields, problems) = (&shown.fields, &shown.problems);
        let known_as = proven.and_then(|proven| proven.email.as_ref());
        let is_answerable = whole.one().is_none_or(|one| {
            one.is_readable() && one.depth < weerklank_domain::replies::DEEPEST_REPLY
        });
        let has_own = shown.agreement.is_none();
        Self {
            is_open: whole.takes_replies() && is_answerable && has_own,
            csrf: browser.proof(app, &action),
            action,
            is_expired: shown.is_expired,
            has_errors: !problems.is_empty(),
            problems: problems.clone(),
            max: LONGEST_REPLY,
            text: Field::of(&fields.text, "text", problems),
            name: Field::of(&fields.name, "name", problems),
            email: Field::of(&fields.email, "email", problems),
            stance: Field::of(&fields.stance, "stance", problems),
            stances: Stance::ALL
                .iter()
                .map(|stance| StanceChoice {
                    value: stance.code(),
                    is_selected: stance.code() == fields.stance,
                })
                .collect(),
            asks_email: proven.is_none(),
            is_known: known_as.is_some(),
            known_as: known_as
                .map(|email| email.as_str().to_owned())
                .unwrap_or_default(),
            holds: HoldsView::of(&whole.holds),
        }
    }
}

impl AgreementForm {
    pub(super) fn of(app: &App, browser: &Browser, here: &str, shown: &Shown) -> Self {
        let Some((value, email)) = &shown.agreement else {
            return Self::default();
        };
        let action = format!("{here}/agree");
        Self {
            is_asked: true,
            csrf: browser.proof(app, &action),
            action,
            value: value.clone(),
            email: Field::of(email, "email", &shown.problems),
        }
    }
}
