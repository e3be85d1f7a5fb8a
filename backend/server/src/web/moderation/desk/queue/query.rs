//! What the queue is narrowed to, as an address says it.

use crate::web::errors::{FieldProblem, WebError, WebResult};
use actix_web::web;
use chrono::{DateTime, Utc};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::moderation::{Concern, ItemKind, Signal};
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::moderation::{
    ItemCursor, ItemFilter, ItemRecord, Whose, item_page, item_texts,
};
use weerklank_store::rounds::find_by_number;

/// The queue.
pub const QUEUE: &str = "/desk/moderation";

/// Whose items are asked for.
pub const WHOSE: [&str; 3] = ["all", "free", "mine"];

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueQuery {
    pub kind: Option<ItemKind>,
    pub why: Option<Concern>,
    /// The number of a round.
    pub round: Option<i64>,
    pub signal: Option<Signal>,
    /// One of [`WHOSE`].
    pub whose: &'static str,
    pub after: Option<ItemCursor>,
    /// What was just done: the word for it, on how many, and the items that were left out.
    pub told: Option<Told>,
}

/// What was just done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub done: String,
    pub count: usize,
    pub left: Vec<i64>,
}

/// So many that were left out are named.
const MOST_LEFT: usize = 20;

impl Told {
    /// As it is added to an address.
    pub fn query(&self) -> String {
        let left: Vec<String> = self
            .left
            .iter()
            .take(MOST_LEFT)
            .map(ToString::to_string)
            .collect();
        format!(
            "done={}&of={}&left={}",
            self.done,
            self.count,
            left.join(".")
        )
    }
}

fn cursor(text: &str) -> Option<ItemCursor> {
    let (part, id) = text.split_once('-')?;
    let id = id.parse().ok().filter(|id: &i64| *id > 0)?;
    let is_newcomer = match part {
        "new" => true,
        "known" => false,
        _ => return None,
    };
    Some(ItemCursor { is_newcomer, id })
}

impl QueueQuery {
    /// Reads an address; an empty value asks for nothing.
    ///
    /// # Errors
    /// 400 with every unknown value.
    pub fn read(query: &str) -> WebResult<Self> {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
            .map_err(WebError::bad_request)?
            .into_inner();
        let mut asked = Self {
            whose: WHOSE[0],
            ..Self::default()
        };
        let mut problems = Vec::new();
        for (name, value) in &pairs {
            if !value.is_empty() && !asked.take(name, value) {
                problems.push(FieldProblem::new(name, "unknown_value"));
            }
        }
        if problems.is_empty() {
            Ok(asked)
        } else {
            Err(WebError::wrong_values(problems))
        }
    }

    fn take(&mut self, name: &str, value: &str) -> bool {
        let told = |told: &Option<Told>| told.clone().unwrap_or_default();
        match name {
            "lang" => return true,
            "kind" => self.kind = ItemKind::from_code(value),
            "why" => self.why = Concern::from_code(value),
            "signal" => self.signal = Signal::from_code(value),
            "round" => self.round = value.parse().ok().filter(|number| *number > 0),
            "after" => self.after = cursor(value),
            "whose" => match WHOSE.iter().find(|whose| **whose == value) {
                Some(whose) => self.whose = whose,
                None => return false,
            },
            "done" if ["approve", "hide", "keep"].contains(&value) => {
                self.told = Some(Told {
                    done: value.to_owned(),
                    ..told(&self.told)
                });
            }
            "of" => {
                let Ok(count) = value.parse() else {
                    return false;
                };
                self.told = Some(Told {
                    count,
                    ..told(&self.told)
                });
            }
            "left" => {
                let left: Result<Vec<i64>, _> =
                    value.split('.').take(MOST_LEFT).map(str::parse).collect();
                let Ok(left) = left else { return false };
                self.told = Some(Told {
                    left,
                    ..told(&self.told)
                });
            }
            _ => return false,
        }
        match name {
            "kind" => self.kind.is_some(),
            "why" => self.why.is_some(),
            "signal" => self.signal.is_some(),
            "round" => self.round.is_some(),
            "after" => self.after.is_some(),
            _ => true,
        }
    }

    /// Whether anything is left out.
    pub fn is_narrowed(&self) -> bool {
        self.within() != "whose=all"
    }

    /// What it is narrowed to, as a query.
    pub fn within(&self) -> String {
        let mut parts = vec![format!("whose={}", self.whose)];
        parts.extend(self.kind.map(|kind| format!("kind={}", kind.code())));
        parts.extend(self.why.map(|why| format!("why={}", why.code())));
        parts.extend(
            self.signal
                .map(|signal| format!("signal={}", signal.code())),
        );
        parts.extend(self.round.map(|round| format!("round={round}")));
        parts.join("&")
    }

    /// The address of a page of the list.
    pub fn url(&self, after: Option<ItemCursor>) -> String {
        let after = after.map_or_else(String::new, |after| {
            let part = if after.is_newcomer { "new" } else { "known" };
            format!("&after={part}-{}", after.id)
        });
        format!("{QUEUE}?{}{after}", self.within())
    }

    /// What the store looks for; whose petitions may be decided on stands in the grants.
    ///
    /// # Errors
    /// [`ActError::Missing`] for a round that is not there, or what the store says.
    pub fn filter(&self, db: &mut Db, actor: &Actor, now: DateTime<Utc>) -> ActResult<ItemFilter> {
        let round_id = match self.round {
            Some(number) => Some(find_by_number(db, number)?.ok_or(ActError::Missing)?.id),
            None => None,
        };
        Ok(ItemFilter {
            bodies: actor.grants.bodies(Permission::Moderate),
            petitions_of: actor.grants.bodies(Permission::DecidePetitions),
            kind: self.kind,
            why: self.why,
            round_id,
            signal: self.signal,
            whose: match self.whose {
                "mine" => Whose::Mine(actor.staff_id),
                "free" => Whose::Free(actor.staff_id, now),
                _ => Whose::All,
            },
        })
    }

    /// Where one goes on: the next item after a place that no colleague has, from the beginning again when
    /// there is none, and its address, or that of the list. A petition is claimed on its own page.
    ///
    /// # Errors
    /// As [`Self::filter`].
    pub fn next(
        &self,
        db: &mut Db,
        actor: &Actor,
        after: ItemCursor,
        now: DateTime<Utc>,
    ) -> ActResult<(Option<i64>, String)> {
        let mut filter = self.filter(db, actor, now)?;
        if filter.whose == Whose::All {
            filter.whose = Whose::Free(actor.staff_id, now);
        }
        for place in [Some(after), None] {
            let found = item_page(db, &filter, place, 1)?;
            if let Some(item) = found.first().filter(|item| item.id != after.id) {
                let own = (!item.is_admission()).then_some(item.id);
                return Ok((own, self.item_url(db, item)?));
            }
        }
        Ok((None, self.url(None)))
    }

    fn item_url(&self, db: &mut Db, item: &ItemRecord) -> ActResult<String> {
        let name = if item.is_admission() {
            let texts = item_texts(db, &[item.id])?;
            texts.get(&item.id).map(|kept| kept.name.clone())
        } else {
            None
        };
        Ok(self.url_of(item, name.as_deref().unwrap_or_default()))
    }

    /// The page of an item; a petition is decided on where its rules are.
    pub fn url_of(&self, item: &ItemRecord, name: &str) -> String {
        if item.is_admission() {
            format!("/desk/petitions/{name}")
        } else {
            format!("{QUEUE}/{}?{}", item.id, self.within())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        let query = "whose=mine&kind=reply&why=notice&signal=word&round=12";
        let asked = QueueQuery::read(query).unwrap();
        assert_eq!(asked.within(), query);
        let after = ItemCursor {
            is_newcomer: true,
            id: 7,
        };
        let url = asked.url(Some(after));
        let again = QueueQuery::read(url.split_once('?').unwrap().1).unwrap();
        assert_eq!(again.after, Some(after));
        assert!(!QueueQuery::read("kind=&why=").unwrap().is_narrowed());
    }

    #[test]
    fn an_unknown_value_is_told() {
        for query in [
            "kind=x",
            "why=x",
            "round=0",
            "after=7",
            "whose=his",
            "x=1",
            "left=a",
        ] {
            assert!(QueueQuery::read(query).is_err(), "{query}");
        }
    }
}
