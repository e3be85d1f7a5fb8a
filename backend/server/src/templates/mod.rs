//! Pages and mails from Handlebars templates, in strict mode, one registry a language.

pub mod embedded;

use crate::texts::{Texts, number};
use chrono::{DateTime, NaiveDate, Utc};
use embedded::{BuiltAssets, Sources};
use fluent_bundle::{FluentArgs, FluentValue};
use handlebars::{
    Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason,
    ScopedJson, no_escape,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;
use weerklank_domain::Language;

pub use weerklank_domain::calendar::ZONE;

/// Renders pages and mails.
pub struct Templates {
    html: HashMap<Language, Handlebars<'static>>,
    plain: HashMap<Language, Handlebars<'static>>,
    texts: Arc<Texts>,
    assets: Arc<HashMap<String, String>>,
}

/// Templates that cannot be used, or a page that cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum TemplateFault {
    /// A template with a mistake in it.
    #[error("template {0}: {1}")]
    Source(String, String),
    /// A page that asks for what its view does not have.
    #[error("rendering {0}: {1}")]
    Render(&'static str, Box<RenderError>),
    /// The assets were not built.
    #[error("the assets were not built: run `make assets` before `cargo build`")]
    NoAssets,
}

impl Templates {
    /// Reads every template.
    ///
    /// # Errors
    /// [`TemplateFault`] for a template with a mistake in it, or when the assets were not built.
    pub fn load(sources: &Sources, texts: Arc<Texts>) -> Result<Self, TemplateFault> {
        let assets = Arc::new(manifest().ok_or(TemplateFault::NoAssets)?);
        let mut html = HashMap::new();
        let mut plain = HashMap::new();
        for language in Language::ALL {
            html.insert(
                language,
                registry(sources, language, &texts, &assets, false)?,
            );
            plain.insert(
                language,
                registry(sources, language, &texts, &assets, true)?,
            );
        }
        Ok(Self {
            html,
            plain,
            texts,
            assets,
        })
    }

    /// Renders a template as HTML.
    ///
    /// # Errors
    /// [`TemplateFault::Render`] when the template asks for what `context` does not have.
    pub fn html(
        &self,
        name: &'static str,
        language: Language,
        context: &impl Serialize,
    ) -> Result<String, TemplateFault> {
        render(&self.html, name, language, context)
    }

    /// Renders a template as plain text: nothing is escaped.
    ///
    /// # Errors
    /// As [`Templates::html`].
    pub fn plain(
        &self,
        name: &'static str,
        language: Language,
        context: &impl Serialize,
    ) -> Result<String, TemplateFault> {
        render(&self.plain, name, language, context)
    }

    /// The messages.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The fingerprinted names of the assets.
    #[must_use]
    pub fn assets(&self) -> &HashMap<String, String> {
        &self.assets
    }
}

fn render(
    registries: &HashMap<Language, Handlebars<'static>>,
    name: &'static str,
    language: Language,
    context: &impl Serialize,
) -> Result<String, TemplateFault> {
    let missing =
        || TemplateFault::Source(name.to_owned(), "no registry for the language".to_owned());
    registries
        .get(&language)
        .ok_or_else(missing)?
        .render(name, context)
        .map_err(|error| TemplateFault::Render(name, Box::new(error)))
}

fn manifest() -> Option<HashMap<String, String>> {
    serde_json::from_slice(&BuiltAssets::get("manifest.json")?.data).ok()
}

fn registry(
    sources: &Sources,
    language: Language,
    texts: &Arc<Texts>,
    assets: &Arc<HashMap<String, String>>,
    is_plain: bool,
) -> Result<Handlebars<'static>, TemplateFault> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    // A part is printed as it is: indented, it would push four spaces into every line of a text field.
    registry.set_prevent_indent(true);
    if is_plain {
        registry.register_escape_fn(no_escape);
    }
    for name in sources.names("", ".hbs") {
        let text = sources.text(&name).unwrap_or_default();
        let short = name.trim_end_matches(".hbs");
        registry
            .register_template_string(short, text)
            .map_err(|error| TemplateFault::Source(name.clone(), error.to_string()))?;
    }
    let helper = |kind| {
        Box::new(TextHelper {
            kind,
            language,
            texts: Arc::clone(texts),
            assets: Arc::clone(assets),
        })
    };
    for (name, kind) in [
        ("t", Kind::Message),
        ("t_code", Kind::Coded),
        ("number", Kind::Number),
        ("date", Kind::Date),
        ("datetime", Kind::DateTime),
        ("asset", Kind::Asset),
    ] {
        registry.register_helper(name, helper(kind));
    }
    Ok(registry)
}

#[derive(Clone, Copy)]
enum Kind {
    Message,
    Coded,
    Number,
    Date,
    DateTime,
    Asset,
}

/// A helper that answers a text, which Handlebars escapes where it is printed.
struct TextHelper {
    kind: Kind,
    language: Language,
    texts: Arc<Texts>,
    assets: Arc<HashMap<String, String>>,
}

impl HelperDef for TextHelper {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let first = helper
            .param(0)
            .map(|param| param.value().clone())
            .unwrap_or_default();
        let text = match self.kind {
            Kind::Message => self.message(first.as_str().unwrap_or_default(), helper),
            Kind::Coded => {
                let code = helper
                    .param(1)
                    .and_then(|param| param.value().as_str())
                    .unwrap_or_default();
                let prefix = first.as_str().unwrap_or_default();
                self.message(&format!("{prefix}-{}", code.replace('_', "-")), helper)
            }
            Kind::Number => first.as_i64().map(|whole| number(self.language, whole)),
            Kind::Date => moment(&first).map(|at| self.texts.date(self.language, at, ZONE)),
            Kind::DateTime => moment(&first).map(|at| self.texts.datetime(self.language, at, ZONE)),
            Kind::Asset => first
                .as_str()
                .and_then(|name| self.assets.get(name))
                .map(|file| format!("/assets/{file}")),
        };
        let problem =
            || RenderErrorReason::Other(format!("{} has no answer for {first}", helper.name()));
        let text = text.ok_or_else(problem)?;
        Ok(ScopedJson::Derived(Value::String(text)))
    }
}

impl TextHelper {
    fn message(&self, key: &str, helper: &Helper) -> Option<String> {
        let mut args = FluentArgs::new();
        for (name, param) in helper.hash() {
            let value = match param.value() {
                Value::Number(number) => {
                    number.as_f64().map_or(FluentValue::None, FluentValue::from)
                }
                Value::String(text) => FluentValue::from(text.clone()),
                other => FluentValue::from(other.to_string()),
            };
            args.set((*name).to_owned(), value);
        }
        self.texts.get(self.language, key, &args)
    }
}

/// A moment (RFC 3339) or a day of the year, which is shown as that day.
fn moment(value: &Value) -> Option<DateTime<Utc>> {
    let text = value.as_str()?;
    let day = || {
        text.parse::<NaiveDate>()
            .ok()?
            .and_hms_opt(12, 0, 0)
            .map(|noon| noon.and_utc())
    };
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .ok()
        .or_else(day)
}
