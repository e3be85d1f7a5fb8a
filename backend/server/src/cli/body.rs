//! `weerklank body`

use super::{Finding, say, wrong_call};
use crate::config::Settings;
use crate::startup::{StartOptions, open_house};
use clap::{Subcommand, ValueEnum};
use std::process::ExitCode;
use weerklank_acts::{ActError, House, places};
use weerklank_domain::people::EmailAddress;
use weerklank_domain::petitions::slugify;
use weerklank_store::site::{self, NewBody};

/// What is done with bodies.
#[derive(Subcommand)]
pub enum Body {
    /// Add a body: first the authority itself, then those below it. One that is there stays as it
    /// is.
    Add(AddBody),
    /// List the bodies.
    List {
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A body to be added.
#[derive(clap::Args)]
pub struct AddBody {
    /// Its short name in addresses: lower case, digits and dashes.
    #[arg(long)]
    slug: String,
    /// Its name in Dutch.
    #[arg(long)]
    name_nl: String,
    /// Its name in English.
    #[arg(long)]
    name_en: String,
    /// What sort of body it is.
    #[arg(long, value_enum)]
    kind: Kind,
    /// The body that it belongs to, by its short name; the authority belongs to none.
    #[arg(long, value_name = "SLUG")]
    parent: Option<String>,
    /// Where people can write to, for the authority.
    #[arg(long, value_name = "ADDRESS")]
    contact_email: Option<String>,
}

/// A sort of body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// The municipality, province or other public body itself.
    Authority,
    /// Its elected council.
    Council,
    /// Those who govern from day to day.
    Executive,
    /// A committee of the council.
    Committee,
    /// Anything else that can be addressed.
    Other,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Council => "council",
            Self::Executive => "executive",
            Self::Committee => "committee",
            Self::Other => "other",
        }
    }
}

/// Does what was asked.
pub fn body(settings: &Settings, what: &Body) -> Finding {
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    let found = match what {
        Body::Add(given) => add(&house, given),
        Body::List { json } => list(&house, *json),
    };
    house.intake.stop();
    found
}

fn add(house: &House, given: &AddBody) -> Finding {
    if given.slug.is_empty() || slugify(&given.slug, "") != given.slug {
        return wrong_call("--slug takes lower case, digits and dashes");
    }
    if (given.kind == Kind::Authority) == given.parent.is_some() {
        return wrong_call("--parent is for every body but the authority");
    }
    let contact_email = match given.contact_email.as_deref().map(EmailAddress::parse) {
        Some(Err(_)) => return wrong_call("--contact-email is no e-mail address"),
        Some(Ok(address)) => Some(address.as_str().to_owned()),
        None => None,
    };
    let new = NewBody {
        slug: given.slug.clone(),
        name_nl: given.name_nl.trim().to_owned(),
        name_en: given.name_en.trim().to_owned(),
        kind: given.kind.code().to_owned(),
        parent_id: None,
        contact_email,
    };
    match places::add_body(house, &new, given.parent.as_deref()) {
        Ok(_) => {
            say(&format!("{} is a body", given.slug));
            Ok(ExitCode::SUCCESS)
        }
        Err(ActError::Missing) => wrong_call("--parent: there is no such body"),
        Err(error) => Err(error.into()),
    }
}

#[derive(serde::Serialize)]
struct Line {
    slug: String,
    kind: String,
    name_nl: String,
    name_en: String,
}

fn list(house: &House, json: bool) -> Finding {
    let bodies = house
        .store
        .read(|db| Ok::<_, ActError>(site::bodies(db)?))?;
    let lines: Vec<Line> = bodies
        .into_iter()
        .map(|body| Line {
            slug: body.slug,
            kind: body.kind,
            name_nl: body.name_nl,
            name_en: body.name_en,
        })
        .collect();
    if json {
        say(&serde_json::to_string(&lines)?);
    } else {
        for line in &lines {
            say(&format!(
                "{}  {}  {} / {}",
                line.slug, line.kind, line.name_nl, line.name_en
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}
