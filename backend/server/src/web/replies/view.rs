//! A reply on a page. What nobody may read is not sent, not even into a part that is not shown.

use super::moved::WayView;
use crate::web::app::App;
use crate::web::form::Browser;
use crate::web::moderation::limits::{LimitView, has};
use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use std::collections::HashMap;
use weerklank_domain::Language;
use weerklank_domain::inputs::{ModerationAction, ModerationState};
use weerklank_domain::text::{SafeHtml, Under, excerpt, plain_text, to_html};
use weerklank_store::moderation::LimitRecord;
use weerklank_store::replies::{Mine, ReplyRecord};

/// So much of a reply stands in a list; the rest on its own page.
const LONGEST_IN_LIST: usize = 900;
/// So much of one stands below another, or above it.
const LONGEST_BESIDE: usize = 240;

/// A reply.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReplyView {
    pub number: i64,
    pub url: String,
    pub is_readable: bool,
    /// Why there is no text: `deleted`, `hidden`, `moved`.
    pub stub: &'static str,
    /// The other end, of what was moved: where it is now, or where it was.
    pub has_way: bool,
    pub way: WayView,
    /// The rule for which it was moved away.
    pub has_rule: bool,
    pub rule: &'static str,
    pub is_orphan: bool,
    pub has_name: bool,
    pub name: String,
    pub is_staff: bool,
    pub role: &'static str,
    pub body_name: String,
    pub is_correction: bool,
    pub source_url: String,
    pub has_stance: bool,
    pub stance: &'static str,
    pub at: String,
    pub lang: &'static str,
    pub is_whole: bool,
    pub is_collapsed: bool,
    pub has_limits: bool,
    pub limits: Vec<LimitView>,
    pub has_html: bool,
    pub html: Option<SafeHtml>,
    pub excerpt: String,
    pub agreed: i32,
    pub disagreed: i32,
    pub has_replies: bool,
    pub replies: i32,
    pub can_reply: bool,
    pub can_agree: bool,
    pub agree_action: String,
    pub agree_csrf: String,
    pub has_agreed: bool,
    pub has_disagreed: bool,
    pub is_mine: bool,
    pub delete_action: String,
    pub delete_csrf: String,
}

/// How much of a reply is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Much {
    /// All of it, with what can be done.
    Whole,
    /// What fits a list, with what can be done.
    InList,
    /// A few words.
    Beside,
}

/// What every reply of a page is made with.
pub struct Maker<'a> {
    pub app: &'a App,
    pub browser: &'a Browser,
    pub language: Language,
    pub thread_url: &'a str,
    pub takes_replies: bool,
    pub mine: &'a Mine,
    pub limited: &'a HashMap<i64, Vec<LimitRecord>>,
    /// The other ends, by the keys of stubs and of what was moved.
    pub ways: &'a HashMap<i64, WayView>,
}

impl Maker<'_> {
    /// A reply as it is shown.
    pub fn view(&self, reply: &ReplyRecord, much: Much) -> ReplyView {
        let url = format!("{}/{}", self.thread_url, reply.number);
        let is_readable = reply.is_readable();
        let view = ReplyView {
            number: reply.number,
            is_readable,
            stub: stub(reply),
            is_orphan: reply.is_orphan,
            at: rfc3339(reply.written_at),
            has_replies: reply.descendants > 0,
            replies: reply.descendants,
            url,
            ..self.moved(reply)
        };
        if !is_readable {
            return view;
        }
        let limits = self.limited.get(&reply.id).map_or(&[][..], Vec::as_slice);
        let view = ReplyView {
            is_collapsed: has(limits, ModerationAction::Collapse),
            has_limits: !limits.is_empty(),
            limits: limits.iter().map(LimitView::from).collect(),
            ..said(reply, much, self.language, view)
        };
        if much == Much::Beside {
            return view;
        }
        self.doable(reply, view)
    }

    /// What is told at either end of something that was moved.
    fn moved(&self, reply: &ReplyRecord) -> ReplyView {
        let way = self.ways.get(&reply.id);
        let limits = reply.moved_id.and_then(|moved| self.limited.get(&moved));
        let rule = limits
            .into_iter()
            .flatten()
            .find(|limit| limit.action == ModerationAction::Move)
            .map(|limit| limit.rule.code());
        ReplyView {
            has_way: way.is_some(),
            way: way.cloned().unwrap_or_default(),
            has_rule: rule.is_some(),
            rule: rule.unwrap_or_default(),
            ..ReplyView::default()
        }
    }

    fn doable(&self, reply: &ReplyRecord, view: ReplyView) -> ReplyView {
        let agree_action = format!("{}/agree", view.url);
        let delete_action = format!("{}/delete", view.url);
        let is_mine = self.mine.written.contains(&reply.id);
        let vote = self.mine.votes.get(&reply.id).copied();
        let proof = |action: &str, is_needed: bool| {
            if is_needed {
                self.browser.proof(self.app, action)
            } else {
                String::new()
            }
        };
        let is_closed = self
            .limited
            .get(&reply.id)
            .is_some_and(|limits| has(limits, ModerationAction::Close));
        ReplyView {
            can_reply: self.takes_replies
                && !is_closed
                && reply.depth < weerklank_domain::replies::DEEPEST_REPLY,
            can_agree: self.takes_replies,
            agree_csrf: proof(&agree_action, self.takes_replies),
            agree_action,
            has_agreed: vote == Some(1),
            has_disagreed: vote == Some(-1),
            is_mine,
            delete_csrf: proof(&delete_action, is_mine),
            delete_action,
            ..view
        }
    }
}

/// Why a reply has no text.
pub fn stub(reply: &ReplyRecord) -> &'static str {
    if reply.moved_id.is_some() {
        "moved"
    } else if reply.is_deleted || reply.moderation != ModerationState::Hidden {
        "deleted"
    } else {
        "hidden"
    }
}

fn said(reply: &ReplyRecord, much: Much, language: Language, view: ReplyView) -> ReplyView {
    let longest = match much {
        Much::Whole => usize::MAX,
        Much::InList => LONGEST_IN_LIST,
        Much::Beside => LONGEST_BESIDE,
    };
    let is_short = plain_text(&reply.text).chars().count() <= longest;
    let is_html = much != Much::Beside && is_short;
    let staff = reply.staff.as_ref();
    ReplyView {
        has_name: reply.display_name.is_some(),
        name: reply.display_name.clone().unwrap_or_default(),
        is_staff: staff.is_some(),
        role: staff.map_or("", |staff| staff.role.code()),
        body_name: staff
            .map(|staff| staff.body_name(language).to_owned())
            .unwrap_or_default(),
        is_correction: reply.is_correction,
        source_url: reply.source_url.clone().unwrap_or_default(),
        has_stance: reply.stance.is_some(),
        stance: reply.stance.map_or("", |stance| stance.code()),
        lang: reply.language.code(),
        is_whole: is_short,
        has_html: is_html,
        html: is_html.then(|| to_html(&reply.text, Under::Section)),
        excerpt: if is_html {
            String::new()
        } else {
            excerpt(&reply.text, longest)
        },
        agreed: reply.agreed,
        disagreed: reply.disagreed,
        ..view
    }
}
