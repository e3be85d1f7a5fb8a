//! `GET /house-rules` and `/house-rules/{version}`: the rules that hold, and every version that held, with
//! what it changed.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use fluent_bundle::FluentArgs;
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::Language;
use weerklank_domain::moderation::{HouseRule, changed_rules};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::moderation::{RuleRecord, VersionRecord, rules_of, versions};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HouseRulesPage {
    version: i32,
    at: String,
    is_present: bool,
    has_note: bool,
    note: String,
    rules: Vec<RuleView>,
    versions: Vec<VersionLink>,
    has_others: bool,
    body_html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
struct RuleView {
    code: &'static str,
    text: String,
    is_changed: bool,
    has_before: bool,
    before: String,
}

#[derive(Debug, Clone, Serialize)]
struct VersionLink {
    version: i32,
    url: String,
    at: String,
    is_here: bool,
}

/// The one of two texts that is in a language.
pub fn in_language(text: &[String; 2], language: Language) -> &String {
    let [dutch, english] = text;
    match language {
        Language::Nl => dutch,
        Language::En => english,
    }
}

fn text_of(rules: &[RuleRecord], rule: HouseRule, language: Language) -> Option<&String> {
    let found = rules.iter().find(|known| known.rule == rule)?;
    Some(in_language(&found.text, language))
}

struct Whole {
    versions: Vec<VersionRecord>,
    rules: Vec<RuleRecord>,
    before: Vec<RuleRecord>,
}

impl HouseRulesPage {
    fn of(whole: &Whole, at: &VersionRecord, language: Language, body_html: SafeHtml) -> Self {
        let text = |rule| text_of(&whole.rules, rule, language);
        let before = |rule| text_of(&whole.before, rule, language);
        // The first version changed nothing.
        let changed = if whole.before.is_empty() {
            Vec::new()
        } else {
            changed_rules(before, text)
        };
        let newest = whole.versions.first().map(|newest| newest.version);
        Self {
            version: at.version,
            at: rfc3339(at.published_at),
            is_present: newest == Some(at.version),
            has_note: at.version > 1,
            note: in_language(&at.note, language).clone(),
            rules: HouseRule::ALL
                .iter()
                .map(|rule| RuleView {
                    code: rule.code(),
                    text: text(*rule).cloned().unwrap_or_default(),
                    is_changed: changed.contains(rule),
                    has_before: before(*rule).is_some(),
                    before: before(*rule).cloned().unwrap_or_default(),
                })
                .collect(),
            has_others: whole.versions.len() > 1,
            versions: whole
                .versions
                .iter()
                .map(|version| VersionLink {
                    version: version.version,
                    url: format!("/house-rules/{}", version.version),
                    at: rfc3339(version.published_at),
                    is_here: version.version == at.version,
                })
                .collect(),
            body_html,
        }
    }
}

fn build(app: &App, path: &str, language: Language, asked: Option<i32>) -> WebResult<Content> {
    let whole = app.house.store.read_at_once(|db| {
        let versions = versions(db)?;
        let version = asked.or_else(|| versions.first().map(|newest| newest.version));
        let version = version.unwrap_or_default();
        Ok::<_, weerklank_store::StoreError>((
            version,
            Whole {
                versions,
                rules: rules_of(db, version)?,
                before: rules_of(db, version - 1)?,
            },
        ))
    })?;
    let (version, whole) = whole;
    let at = whole.versions.iter().find(|known| known.version == version);
    let at = at.ok_or(ErrorCode::NotFound)?;
    let view = HouseRulesPage::of(&whole, at, language, what_we_do(app, language));
    Ok(Content::html(render_page(app, language, path, "", &view)?))
}

fn what_we_do(app: &App, language: Language) -> SafeHtml {
    let site = app.site(language);
    let texts = app.templates.texts();
    let mut args = FluentArgs::new();
    let contact = if site.has_contact {
        site.contact_email.clone()
    } else {
        texts.plain(language, "content-contact-none")
    };
    args.set("contact", contact);
    let markdown = texts.get(language, "content-house-rules-body", &args);
    to_html(&markdown.unwrap_or_default(), Under::Title)
}

async fn answer(
    request: &HttpRequest,
    app: &Arc<App>,
    language: Language,
    version: Option<i32>,
) -> WebResult<HttpResponse> {
    let path = request.path().to_owned();
    let key = format!("rules {} {path}", language.code());
    app.remembered(request, key, move |app| {
        build(app, &path, language, version)
    })
    .await
}

/// The rules that hold now.
pub async fn present(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    answer(&request, &app, visitor.language, None).await
}

/// The rules of one version.
pub async fn of_version(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    version: web::Path<i32>,
) -> WebResult<HttpResponse> {
    // Only an address that could be one is remembered.
    let version = version.into_inner();
    if !(1..=9_999).contains(&version) {
        return Err(ErrorCode::NotFound.into());
    }
    answer(&request, &app, visitor.language, Some(version)).await
}

impl PageView for HouseRulesPage {
    const TEMPLATE: &'static str = "pages/moderation/house_rules";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let rules = |word: &str| -> Vec<RuleRecord> {
            HouseRule::ALL
                .iter()
                .map(|rule| RuleRecord {
                    rule: *rule,
                    text: [format!("{word} <b>der</b>."), "Rule.".to_owned()],
                })
                .collect()
        };
        let version = |version: i32| VersionRecord {
            version,
            note: ["Duidelijker <b>der</b>.".to_owned(), "Clearer.".to_owned()],
            published_at: chrono::DateTime::UNIX_EPOCH,
        };
        let first = Whole {
            versions: vec![version(1)],
            rules: rules("Regel"),
            before: Vec::new(),
        };
        let second = Whole {
            versions: vec![version(2), version(1)],
            rules: rules("Nieuw"),
            before: rules("Oud"),
        };
        let body = to_html("## Wat wij doen\n\nEen mens beslist.", Under::Title);
        let page = |whole: &Whole, at| Self::of(whole, &version(at), Language::Nl, body.clone());
        vec![
            ("first".to_owned(), page(&first, 1)),
            ("second".to_owned(), page(&second, 2)),
            ("old".to_owned(), page(&second, 1)),
        ]
    }
}
