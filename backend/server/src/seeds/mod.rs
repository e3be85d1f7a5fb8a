//! The seeds: shipped rule sets, and the demonstration municipality. Readable files inside the
//! binary, loaded through the acts; loading twice changes nothing.

mod answers;
mod commitment;
mod council;
mod dossier;
mod files;
mod moderation;
mod people;
mod petition;
mod replies;
mod representation;
mod round;

use crate::progress::Progress;
use answers::AnswersFile;
use chrono::{DateTime, Utc};
use commitment::CommitmentsFile;
use dossier::DossierFile;
use files::{Areas, Bodies, Councils, Instruments, PetitionFile, Procedures, StaffFile};
use people::People;
use replies::ThreadFile;
use round::RoundFile;
use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use weerklank_acts::commitments::enter as enter_commitment;
use weerklank_acts::council::enter_rule_set;
use weerklank_acts::dossiers::{EnteredDossier, enter as enter_dossier};
use weerklank_acts::inputs::{enter_ballots, enter_inputs};
use weerklank_acts::people::{Account, Actor, add_staff, hash_password};
use weerklank_acts::petitions::{Entered, enter};
use weerklank_acts::random::SeededRandom;
use weerklank_acts::rounds::{EntryRound, RoundWay, enter_procedure, enter_round_as};
use weerklank_acts::{ActError, House, places};
use weerklank_domain::areas::Boundary;
use weerklank_domain::calendar;
use weerklank_domain::council::RuleSet;
use weerklank_domain::people::{EmailAddress, PersonName, Role};
use weerklank_store::areas::{NewArea, OWN_SCHEME, own_areas};
use weerklank_store::dossiers::{DossierRecord, find as find_dossier};
use weerklank_store::people::{all_staff, grants};
use weerklank_store::rounds::find as find_round;
use weerklank_store::site::NewBody;

#[derive(RustEmbed)]
#[folder = "../../seeds/"]
#[include = "**/*.toml"]
struct SeedFiles;

/// Why seeds cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum SeedFault {
    /// A file that says what cannot be.
    #[error("{0}: {1}")]
    File(String, String),
    /// An act refused.
    #[error(transparent)]
    Act(#[from] ActError),
}

/// What a load did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct SeedReport {
    /// Petitions that were new.
    pub petitions: usize,
    /// Their signatures.
    pub signatures: usize,
    /// Petitions that were there already.
    pub present: usize,
    /// Dossiers that were new.
    pub dossiers: usize,
    /// Rounds that were new.
    pub rounds: usize,
    /// Their inputs.
    pub inputs: usize,
    /// Replies that were new.
    pub replies: usize,
    /// Commitments that were new.
    pub commitments: usize,
    /// Meetings that were new.
    pub meetings: usize,
}

fn read<T: DeserializeOwned>(name: &str) -> Result<T, SeedFault> {
    let wrong = |problem: String| SeedFault::File(name.to_owned(), problem);
    let file = SeedFiles::get(name).ok_or_else(|| wrong("is missing".to_owned()))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| wrong(error.to_string()))?;
    toml::from_str(text).map_err(|error| wrong(error.to_string()))
}

/// Loads the shipped rule sets.
///
/// # Errors
/// [`SeedFault`] names the file, or what the store says.
pub fn load_rules(house: &House) -> Result<(), SeedFault> {
    let instruments: Instruments = read("rules/instruments.toml")?;
    for given in instruments.instrument {
        let code = given.code.clone();
        let instrument = given
            .instrument()
            .ok_or_else(|| SeedFault::File(code, "valid_from is no date".to_owned()))?;
        places::add_instrument(house, &instrument)?;
    }
    let procedures: Procedures = read("rules/procedures.toml")?;
    for given in procedures.procedure {
        let code = given.code.clone();
        let procedure = given
            .procedure()
            .ok_or_else(|| SeedFault::File(code, "valid_from is no date".to_owned()))?;
        enter_procedure(house, &procedure)?;
    }
    for set in council_rules()? {
        enter_rule_set(house, &set)?;
    }
    Ok(())
}

/// The rules of bodies that are shipped. They are read from the program itself: no database is asked.
///
/// # Errors
/// [`SeedFault`] names what cannot be kept.
pub fn council_rules() -> Result<Vec<RuleSet>, SeedFault> {
    let name = "rules/councils.toml";
    let shipped: Councils = read(name)?;
    for set in &shipped.rule_set {
        set.check().map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            SeedFault::File(
                name.to_owned(),
                format!("{}: {}", set.code, faults.join(", ")),
            )
        })?;
    }
    Ok(shipped.rule_set)
}

/// Loads the demonstration municipality, with a history that ends today; on a demonstration site
/// with the accounts of its desk.
///
/// # Errors
/// [`SeedFault`] names the file, or what the store says.
pub fn load_demo(
    house: &House,
    is_demo: bool,
    progress: &Progress,
) -> Result<SeedReport, SeedFault> {
    load_rules(house)?;
    let bodies: Bodies = read("demo/bodies.toml")?;
    for body in bodies.body {
        let new = NewBody {
            slug: body.slug,
            name_nl: body.name_nl,
            name_en: body.name_en,
            kind: body.kind,
            parent_id: None,
            contact_email: body.contact_email,
        };
        places::add_body(house, &new, body.parent.as_deref())?;
    }
    let areas: Areas = read("demo/areas.toml")?;
    for area in &areas.area {
        let wrong = |problem: &str| {
            SeedFault::File(
                "demo/areas.toml".to_owned(),
                format!("{}: {problem}", area.slug),
            )
        };
        let boundary =
            Boundary::parse(area.boundary.clone()).ok_or_else(|| wrong("no closed boundary"))?;
        let new = NewArea {
            scheme: OWN_SCHEME.to_owned(),
            code: area.slug.clone(),
            name: area.name.clone(),
            kind: area.kind,
            parent_id: None,
            boundary: Some(boundary),
        };
        places::add_area(house, &new, area.parent.as_deref(), &area.postcodes)?;
    }
    if is_demo {
        load_staff(house)?;
    }
    let mut report = load_petitions(house, &areas, progress)?;
    report.dossiers = load_dossiers(house)?;
    (report.rounds, report.inputs) = load_rounds(house)?;
    report.replies = load_replies(house)?;
    load_answers(house)?;
    representation::load(house)?;
    moderation::load(house)?;
    report.commitments = load_commitments(house)?;
    report.meetings = council::load(house)?;
    Ok(report)
}

/// Loads the accounts of the demonstration, which share one password that is no secret: never for a
/// site that is not one.
fn load_staff(house: &House) -> Result<(), SeedFault> {
    let staff: StaffFile = read("demo/staff.toml")?;
    let wrong = |problem: &str| SeedFault::File("demo/staff.toml".to_owned(), problem.to_owned());
    let password_hash = hash_password(&staff.password)?;
    for given in &staff.account {
        let email = EmailAddress::parse(&given.email).map_err(|_| wrong(&given.email))?;
        let name = PersonName::parse(&given.name).map_err(|_| wrong(&given.name))?;
        let account = Account {
            email: &email,
            name: &name,
            password_hash: &password_hash,
            must_change_password: false,
            role: Role::from_code(&given.role).ok_or_else(|| wrong(&given.role))?,
            body: &staff.body,
        };
        add_staff(house, &account)?;
    }
    Ok(())
}

fn load_petitions(
    house: &House,
    areas: &Areas,
    progress: &Progress,
) -> Result<SeedReport, SeedFault> {
    let people: People = read("demo/people.toml")?;
    let now = house.clock.now();
    let mut files = Vec::new();
    for name in SeedFiles::iter().filter(|name| name.starts_with("demo/petitions/")) {
        files.push((name.to_string(), read::<PetitionFile>(&name)?));
    }
    // A petition that was merged into another comes after that one; otherwise by age, so that the
    // numbers for people follow the order of filing.
    files.sort_by_key(|(_, file)| {
        (
            file.joins_another(),
            -file.filed_days_ago,
            file.slug.clone(),
        )
    });
    progress.begin(files.len());
    let mut report = SeedReport::default();
    for (name, file) in files {
        let entry = petition::entry(&file, areas, &people, now)
            .map_err(|problem| SeedFault::File(name, problem))?;
        let random = SeededRandom::new(people::seed_of(&file.slug));
        match enter(house, &random, &entry)? {
            Entered::Added { signatures, .. } => {
                report.petitions += 1;
                report.signatures += signatures;
            }
            Entered::Present => report.present += 1,
        }
        progress.step();
    }
    progress.end();
    Ok(report)
}

/// Loads the dossiers, on which petitions of the seeds hang; answers how many were new.
fn load_dossiers(house: &House) -> Result<usize, SeedFault> {
    let now = house.clock.now();
    let mut files = Vec::new();
    for name in SeedFiles::iter().filter(|name| name.starts_with("demo/dossiers/")) {
        files.push((name.to_string(), read::<DossierFile>(&name)?));
    }
    // By age, so that the numbers for people follow the order of beginning.
    files.sort_by_key(|(_, file)| (-file.begun_days_ago, file.slug.clone()));
    let mut added = 0;
    for (name, file) in files {
        let entry = dossier::entry(&file, now).map_err(|problem| SeedFault::File(name, problem))?;
        if let EnteredDossier::Added(_) = enter_dossier(house, &entry)? {
            added += 1;
        }
    }
    Ok(added)
}

/// Loads the rounds of the dossiers with their inputs and votes; answers how many were new.
fn load_rounds(house: &House) -> Result<(usize, usize), SeedFault> {
    let now = house.clock.now();
    let mut files = Vec::new();
    for name in SeedFiles::iter().filter(|name| name.starts_with("demo/rounds/")) {
        files.push((name.to_string(), read::<RoundFile>(&name)?));
    }
    // By age, so that the numbers for people follow the order of opening.
    files.sort_by_key(|(_, file)| (file.opens_in_days, file.slug.clone()));
    let own = house.store.read(|db| Ok::<_, ActError>(own_areas(db)?))?;
    let areas: HashMap<String, i64> = own.into_iter().map(|(id, code, _)| (code, id)).collect();
    let (mut rounds, mut inputs) = (0, 0);
    for (name, file) in files {
        let fault = |problem: String| SeedFault::File(name.clone(), problem);
        if let Some(number) = load_round(house, &file, &areas, now, &fault)? {
            rounds += 1;
            inputs += number;
        }
    }
    Ok((rounds, inputs))
}

/// Loads one round; answers how many inputs it has, or `None` when it is known.
fn load_round(
    house: &House,
    file: &RoundFile,
    areas: &HashMap<String, i64>,
    now: DateTime<Utc>,
    fault: &dyn Fn(String) -> SeedFault,
) -> Result<Option<usize>, SeedFault> {
    let dossier: Option<DossierRecord> = house
        .store
        .read(|db| Ok::<_, ActError>(find_dossier(db, &file.dossier)?))?;
    let dossier = dossier.ok_or_else(|| fault("there is no such dossier".to_owned()))?;
    let plan = file.plan(now).map_err(fault)?;
    let opens_at = file.opens_at(now);
    let closes_at = plan.closes_at.unwrap_or(opens_at);
    let days = chrono::TimeDelta::days;
    let entry = EntryRound {
        slug: Some(&file.slug),
        dossier_id: dossier.id,
        source: "own",
        source_key: None,
        attribution: None,
        plan: &plan,
        planned_at: (opens_at - days(14)).min(now),
    };
    let way = RoundWay {
        announced_at: (opens_at - days(7)).min(now),
        answering_at: closes_at + days(3),
        answered_at: closes_at + days(20),
        cancelled_at: (opens_at + days(4)).min(now),
        cancel_reason: &file.cancel_reason,
    };
    let state = file.state().map_err(fault)?;
    let Some(round) = enter_round_as(house, &entry, state, &way)? else {
        return Ok(None);
    };
    let inputs = file.inputs(areas, now).map_err(fault)?;
    let (registered, _) = enter_inputs(house, &round, &inputs)?;
    let ids: HashMap<String, i64> = inputs
        .iter()
        .zip(&registered)
        .map(|(input, registered)| (input.text.clone(), registered.id))
        .collect();
    enter_ballots(house, round.id, &file.ballots(&ids, now))?;
    Ok(Some(registered.len()))
}

/// Answers rounds of the seeds, by the people of the demonstration; where there are none, nothing is done.
fn load_answers(house: &House) -> Result<(), SeedFault> {
    let mut staff = HashMap::new();
    house.store.read(|db| {
        for account in all_staff(db)? {
            let grants = grants(db, account.id)?;
            let actor = Actor {
                staff_id: account.id,
                name: account.name,
                grants,
            };
            staff.insert(account.email, actor);
        }
        Ok::<_, ActError>(())
    })?;
    let (Some(writer), Some(second)) = (
        staff.get("officer@rivierenland.example"),
        staff.get("clerk@rivierenland.example"),
    ) else {
        return Ok(());
    };
    let officers = answers::Officers {
        writer,
        second,
        staff: &staff,
    };
    for name in SeedFiles::iter().filter(|name| name.starts_with("demo/answers/")) {
        let file: AnswersFile = read(&name)?;
        let slug = name
            .trim_start_matches("demo/answers/")
            .trim_end_matches(".toml");
        let fault = |problem: String| SeedFault::File(name.to_string(), problem);
        let round = house
            .store
            .read(|db| Ok::<_, ActError>(find_round(db, slug)?))?
            .ok_or_else(|| fault("there is no such round".to_owned()))?;
        answers::load(house, &round, &officers, &file).map_err(|error| match error {
            answers::Fault::File(problem) => fault(problem),
            answers::Fault::Act(error) => error.into(),
        })?;
    }
    Ok(())
}

/// Loads what is said below inputs, petitions and dossiers of the seeds; answers how much was new.
fn load_replies(house: &House) -> Result<usize, SeedFault> {
    let now = house.clock.now();
    let mut added = 0;
    for name in SeedFiles::iter().filter(|name| name.starts_with("demo/replies/")) {
        let file: ThreadFile = read(&name)?;
        let key = name
            .trim_start_matches("demo/replies/")
            .trim_end_matches(".toml");
        let fault = |problem: String| SeedFault::File(name.to_string(), problem);
        added += replies::load(house, key, &file, now, &fault)?;
    }
    Ok(added)
}

/// Loads what was promised on petitions, rounds and dossiers of the seeds; answers how much was new.
fn load_commitments(house: &House) -> Result<usize, SeedFault> {
    const NAME: &str = "demo/commitments.toml";
    let now = house.clock.now();
    let file: CommitmentsFile = read(NAME)?;
    let mut added = 0;
    for given in &file.commitment {
        let about = house.store.read(|db| given.about(db))?;
        let wrong = |problem: String| SeedFault::File(NAME.to_owned(), problem);
        let about = about.ok_or_else(|| wrong(format!("{} is about nothing", given.title)))?;
        let entry = given.entry(about, now).map_err(wrong)?;
        added += usize::from(enter_commitment(house, &entry)?.is_some());
    }
    Ok(added)
}

/// Midnight of the site's day `days` from today, in UTC.
fn midnight(now: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    let day = calendar::day_of(now) + chrono::TimeDelta::days(days);
    calendar::start_of(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_procedures_can_be_kept() {
        let file: Procedures = read("rules/procedures.toml").unwrap();
        let procedures: Vec<_> = file
            .procedure
            .into_iter()
            .map(|given| given.procedure().unwrap())
            .collect();
        let codes: Vec<&str> = procedures.iter().map(|given| given.code.as_str()).collect();
        assert_eq!(codes, ["informal", "formal_view"]);
        for procedure in &procedures {
            assert_eq!(procedure.rules.check(), Ok(()), "{}", procedure.code);
        }
        assert!(procedures[0].rules.minimum.is_none());
        // General Administrative Law Act, article 3:16: laid open on 2 March 2026, six weeks, and on
        // from Sunday 12 April.
        let laid_open_on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        assert_eq!(
            procedures[1]
                .rules
                .earliest_close(laid_open_on)
                .map(calendar::last_day_before),
            chrono::NaiveDate::from_ymd_opt(2026, 4, 13)
        );
    }
}
