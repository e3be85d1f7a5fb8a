//! Invented people who sign, the same at every load.

use super::files::{AreaFile, Areas, Curve};
use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use weerklank_acts::petitions::{EntrySignature, Signing};
use weerklank_domain::Language;
use weerklank_domain::areas::AreaKind;
use weerklank_domain::people::{EmailAddress, PersonName, Residence};
use weerklank_domain::petitions::slugify;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    first_names: Vec<String>,
    last_names: Vec<String>,
}

/// A number that follows from a slug.
pub fn seed_of(slug: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    slug.hash(&mut hasher);
    hasher.finish()
}

/// Who signed a petition between two moments, the oldest first.
pub struct Crowd<'a> {
    pub people: &'a People,
    pub areas: &'a Areas,
    pub spread: &'a BTreeMap<String, f64>,
    pub curve: Curve,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Crowd<'_> {
    /// So many signatures; the problem when a name, an address or a place cannot be made.
    pub fn sign(&self, slug: &str, number: usize) -> Result<Vec<EntrySignature>, String> {
        let mut random = StdRng::seed_from_u64(seed_of(slug));
        let places = self.places()?;
        let mut signatures = (0..number)
            .map(|count| self.one(&mut random, &places, count))
            .collect::<Result<Vec<_>, _>>()?;
        signatures.sort_by_key(|signature| signature.at);
        Ok(signatures)
    }

    fn one(
        &self,
        random: &mut StdRng,
        places: &[(String, f64)],
        count: usize,
    ) -> Result<EntrySignature, String> {
        let first = self
            .people
            .first_names
            .choose(random)
            .ok_or("no first names")?;
        let last = self
            .people
            .last_names
            .choose(random)
            .ok_or("no last names")?;
        let name = format!("{first} {last}");
        let email = format!("{}.{count}@inwoners.example", slugify(&name, "iemand"));
        let (postcode, _) = places
            .choose_weighted(random, |place| place.1)
            .map_err(|error| error.to_string())?;
        let signing = Signing {
            name: PersonName::parse(&name).map_err(|error| format!("{name}: {error}"))?,
            email: EmailAddress::parse(&email).map_err(|error| format!("{email}: {error}"))?,
            residence: Residence::parse(postcode)
                .map_err(|error| format!("{postcode}: {error}"))?,
            show_name: random.random_bool(0.3),
            keep_informed: random.random_bool(0.6),
            language: if random.random_bool(0.9) {
                Language::Nl
            } else {
                Language::En
            },
            channel: "web",
        };
        Ok(EntrySignature {
            signing,
            at: self.moment(random),
        })
    }

    fn moment(&self, random: &mut StdRng) -> DateTime<Utc> {
        let even: f64 = random.random();
        let share = match self.curve {
            Curve::Steady => even,
            Curve::Burst => even.powi(3),
            Curve::SlowStart => even.sqrt(),
            Curve::TwoWaves if random.random_bool(0.5) => even.powi(3) * 0.5,
            Curve::TwoWaves => 0.6 + even.powi(2) * 0.4,
        };
        let span = (self.until - self.from).num_seconds().max(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "seconds of some months"
        )]
        let seconds = (span as f64 * share) as i64;
        self.from + TimeDelta::seconds(seconds.min(span - 1))
    }

    /// Postcodes or places with their weights.
    fn places(&self) -> Result<Vec<(String, f64)>, String> {
        let default = BTreeMap::from([
            ("gemeente".to_owned(), 90.0),
            ("elsewhere".to_owned(), 7.0),
            ("abroad".to_owned(), 1.0),
            ("unknown".to_owned(), 2.0),
        ]);
        let spread = if self.spread.is_empty() {
            &default
        } else {
            self.spread
        };
        let mut places = Vec::new();
        for (name, weight) in spread {
            let given: Vec<&str> = match name.as_str() {
                "elsewhere" => vec!["1012 AB", "3511 LX", "9711 KC", "6511 PP"],
                "abroad" => vec!["B-9000 Gent", "D-26721 Emden", "47533 Kleve"],
                "unknown" => vec!["Nergenshuizen", "Buitenland aan de Vaart"],
                area => self.postcodes(area),
            };
            if given.is_empty() {
                return Err(format!("spread: no postcode in {name}"));
            }
            #[expect(clippy::cast_precision_loss, reason = "some dozens of postcodes")]
            let each = weight / given.len() as f64;
            places.extend(given.into_iter().map(|place| (place.to_owned(), each)));
        }
        Ok(places)
    }

    /// The postcodes of an area and of everything within it.
    fn postcodes(&self, slug: &str) -> Vec<&str> {
        let within = |area: &&AreaFile| area.slug == slug || self.is_within(area, slug);
        let found = self.areas.area.iter().filter(within);
        found
            .flat_map(|area| area.postcodes.iter().map(String::as_str))
            .collect()
    }

    fn is_within(&self, area: &AreaFile, slug: &str) -> bool {
        match &area.parent {
            Some(parent) if parent == slug => true,
            Some(parent) if area.kind != AreaKind::Municipality => self
                .areas
                .area
                .iter()
                .any(|other| &other.slug == parent && self.is_within(other, slug)),
            _ => false,
        }
    }
}
