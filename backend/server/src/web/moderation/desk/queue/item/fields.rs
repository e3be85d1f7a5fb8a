//! The form of an item as a browser sends it.

use super::super::list::seen_of;
use super::super::query::QueueQuery;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::Problem;
use crate::web::moderation::desk::decision_form::DecisionFields;
use serde::Deserialize as _;
use serde::de::value::{self, MapDeserializer};
use std::collections::BTreeMap;
use weerklank_acts::moderation::{Moderation, SeenItem};
use weerklank_domain::inputs::ModerationAction;
use weerklank_store::moderation::ItemRecord;

/// The form.
#[derive(Debug, Clone)]
pub struct Fields {
    pub decision: DecisionFields,
    pub within: String,
    pub seen: SeenItem,
    pub also: Vec<SeenItem>,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            decision: DecisionFields::default(),
            within: String::new(),
            seen: SeenItem { id: 0, revision: 0 },
            also: Vec::new(),
        }
    }
}

/// So many are decided with one: what a page shows.
const MOST_ALSO: usize = 100;

impl Fields {
    /// Reads what was sent.
    ///
    /// # Errors
    /// 400 for an item that is none.
    pub fn read(pairs: Vec<(String, String)>) -> WebResult<Self> {
        let mut fields = Self::default();
        let mut decision = BTreeMap::new();
        for (name, value) in pairs {
            let seen = || seen_of(&value).ok_or(ErrorCode::BadRequest);
            match name.as_str() {
                "within" => fields.within = value,
                "seen" => fields.seen = seen()?,
                "also" => fields.also.push(seen()?),
                // The last of two counts: an action is that of the button.
                _ => {
                    decision.insert(name, value);
                }
            }
        }
        let decision = MapDeserializer::<_, value::Error>::new(decision.into_iter());
        fields.decision = DecisionFields::deserialize(decision).map_err(WebError::bad_request)?;
        fields.also.truncate(MOST_ALSO);
        Ok(fields)
    }

    /// What the queue was narrowed to.
    ///
    /// # Errors
    /// 400 for an unknown value.
    pub fn query(&self) -> WebResult<QueueQuery> {
        QueueQuery::read(&self.within)
    }

    /// What is decided, or everything that lacks.
    ///
    /// # Errors
    /// A problem for each field.
    pub fn parse(&self, item: &ItemRecord) -> Result<Moderation, Vec<Problem>> {
        let decision = &self.decision;
        match ModerationAction::from_code(&decision.action) {
            // Whoever reported it is told why it stays.
            Some(ModerationAction::Approve) if item.notices > 0 => {
                decision.reason().map(|reason| Moderation::Keep { reason })
            }
            Some(ModerationAction::Approve) => Ok(Moderation::Approve),
            _ => decision
                .restriction()
                .map(|(measure, why)| Moderation::Restrict { measure, why }),
        }
    }
}
