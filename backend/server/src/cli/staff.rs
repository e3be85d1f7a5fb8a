//! `weerklank staff`

use super::{Finding, say, wrong_call};
use crate::config::Settings;
use crate::startup::{StartOptions, open_house};
use clap::{Subcommand, ValueEnum};
use std::process::ExitCode;
use weerklank_acts::people::{Account, add_staff, first_password, hash_password, reset_staff};
use weerklank_acts::{ActError, House};
use weerklank_domain::people::{EmailAddress, PersonName, Role};
use weerklank_store::people::{all_staff, roles_given};

/// What is done with accounts.
#[derive(Subcommand)]
pub enum Staff {
    /// Add an account, or give one that is there another part. The first password is printed once,
    /// and must be changed at the first sign-in.
    Add {
        /// The work address.
        #[arg(long)]
        email: String,
        /// The name, as colleagues know it.
        #[arg(long)]
        name: String,
        /// What the account may do.
        #[arg(long, value_enum)]
        role: Part,
        /// The body for which, and for every body below it: its short name in addresses.
        #[arg(long, value_name = "SLUG")]
        body: String,
    },
    /// List accounts with their parts.
    List {
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give an account a new first password, take its second factor away and end its sessions.
    Reset {
        /// The work address.
        #[arg(long)]
        email: String,
    },
}

/// A part, by its word at the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Part {
    /// Installs, adds staff, sees that mail goes out.
    Administrator,
    /// Admits and hands over petitions.
    Clerk,
    /// Looks after what people write.
    Moderator,
    /// Writes answers.
    PolicyOfficer,
    /// Only reads the desk.
    Reader,
}

impl Part {
    fn role(self) -> Role {
        match self {
            Self::Administrator => Role::Administrator,
            Self::Clerk => Role::Clerk,
            Self::Moderator => Role::Moderator,
            Self::PolicyOfficer => Role::PolicyOfficer,
            Self::Reader => Role::Reader,
        }
    }
}

/// Does what was asked.
pub fn staff(settings: &Settings, what: &Staff) -> Finding {
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    let found = match what {
        Staff::Add {
            email,
            name,
            role,
            body,
        } => add(&house, email, name, role.role(), body),
        Staff::List { json } => list(&house, *json),
        Staff::Reset { email } => reset(&house, email),
    };
    house.intake.stop();
    found
}

fn add(house: &House, email: &str, name: &str, role: Role, body: &str) -> Finding {
    let Ok(email) = EmailAddress::parse(email) else {
        return wrong_call("--email is no e-mail address");
    };
    let Ok(name) = PersonName::parse(name) else {
        return wrong_call("--name is no name");
    };
    let password = first_password(house);
    let account = Account {
        email: &email,
        name: &name,
        password_hash: &hash_password(&password)?,
        must_change_password: true,
        role,
        body,
    };
    match add_staff(house, &account) {
        Ok(true) => {
            say(&format!("{} was added as {}", email.as_str(), role.code()));
            say(&format!("first password: {password}"));
            say("It is shown only now, and must be changed at the first sign-in.");
            Ok(ExitCode::SUCCESS)
        }
        Ok(false) => {
            say(&format!(
                "{} has an account, and is {} for {body}",
                email.as_str(),
                role.code()
            ));
            Ok(ExitCode::SUCCESS)
        }
        Err(ActError::Missing) => wrong_call(&format!("--body: there is no body {body}")),
        Err(error) => Err(error.into()),
    }
}

fn reset(house: &House, email: &str) -> Finding {
    let Ok(email) = EmailAddress::parse(email) else {
        return wrong_call("--email is no e-mail address");
    };
    match reset_staff(house, &email) {
        Ok(password) => {
            say(&format!(
                "{} was reset; all sessions are over",
                email.as_str()
            ));
            say(&format!("first password: {password}"));
            say("It is shown only now, and must be changed at the first sign-in.");
            Ok(ExitCode::SUCCESS)
        }
        Err(ActError::Missing) => wrong_call(&format!("{} has no account", email.as_str())),
        Err(error) => Err(error.into()),
    }
}

#[derive(serde::Serialize)]
struct Line {
    email: String,
    name: String,
    roles: Vec<String>,
    is_active: bool,
    has_second_factor: bool,
}

fn list(house: &House, json: bool) -> Finding {
    let (accounts, parts) = house
        .store
        .read(|db| Ok::<_, ActError>((all_staff(db)?, roles_given(db)?)))?;
    let lines: Vec<Line> = accounts
        .into_iter()
        .map(|account| Line {
            roles: parts
                .iter()
                .filter(|(id, ..)| *id == account.id)
                .map(|(_, role, (name, _))| format!("{} ({name})", role.code()))
                .collect(),
            email: account.email,
            name: account.name,
            is_active: account.is_active,
            has_second_factor: account.has_second_factor,
        })
        .collect();
    if json {
        say(&serde_json::to_string(&lines)?);
    } else {
        for line in &lines {
            say(&format!(
                "{}  {}  {}{}{}",
                line.email,
                line.name,
                line.roles.join(", "),
                if line.is_active { "" } else { "  closed" },
                if line.has_second_factor {
                    ""
                } else {
                    "  without second factor"
                },
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}
