//! Rounds that differ in nothing but how many inputs they hold.

use super::words::{self, draw};
use crate::Outcome;
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_acts::House;
use weerklank_acts::inputs::{EnteredInput, enter_inputs};
use weerklank_acts::rounds::{EntryRound, RoundPlan, RoundWay, enter_round_as};
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::inputs::{Channel, InputState, ModerationState, Sender};
use weerklank_domain::petitions::Title;
use weerklank_domain::rounds::{Access, InputForm, ModerationTime, RoundState};
use weerklank_domain::{Language, TextLanguage};
use weerklank_store::areas::own_areas;
use weerklank_store::dossiers;
use weerklank_store::rounds::{FormRecord, RoundRecord};

/// A dossier of the demonstration.
const DOSSIER: &str = "wonen-op-het-gasterrein";
/// As many inputs share a transaction.
const CHUNK: usize = 500;
/// As many inputs have each rare property, however large the round is.
const RARE: u64 = 24;
/// Of so many inputs one has each property that some have.
const SOME: u64 = 16;

/// A round, with what entering its inputs took.
pub struct Filled {
    /// The round.
    pub round: RoundRecord,
    /// How long one input took, in microseconds: the median of the last ten chunks.
    pub micros_an_input: f64,
}

/// The areas that most, some and few inputs are about.
struct Areas([(i64, String); 3]);

/// The codes of the areas that most, some and few inputs are about.
pub fn areas(house: &House) -> Outcome<[String; 3]> {
    Ok(places(house)?.0.map(|(_, code)| code))
}

fn places(house: &House) -> Outcome<Areas> {
    let own = house.store.read(own_areas)?;
    let mut chosen = own.into_iter().skip(1).map(|(id, code, _)| (id, code));
    let mut next = || chosen.next().ok_or("too few areas");
    Ok(Areas([next()?, next()?, next()?]))
}

/// Makes a round of this name that is in a state: one that closed, closed yesterday.
pub fn asked_round(house: &House, slug: &str, state: RoundState) -> Outcome<RoundRecord> {
    let closes_in = match state {
        RoundState::Open => TimeDelta::days(20),
        _ => TimeDelta::days(-1),
    };
    let now = house.clock.now();
    let dossier = house.store.read(|db| dossiers::find(db, DOSSIER))?;
    let form = |form| FormRecord {
        form,
        question: "What do you think of it?".to_owned(),
        takes_own: form == InputForm::Statement,
    };
    let plan = RoundPlan {
        phase: PhaseKind::PolicyPreparation,
        procedure: "informal".to_owned(),
        language: Language::En,
        title: Title::parse(&format!("How much is {slug}?")).map_err(|fault| fault.to_string())?,
        intro: "What people think of it.".to_owned(),
        respondents: None,
        access: Access::Email,
        moderation: ModerationTime::After,
        holds: weerklank_domain::moderation::Holds::default(),
        opens_at: Some(now - TimeDelta::days(20)),
        closes_at: Some(now + closes_in),
        laid_open_on: None,
        bulletin_url: None,
        answer_by: None,
        forms: [InputForm::Open, InputForm::Idea, InputForm::Statement]
            .map(form)
            .into(),
    };
    let entry = EntryRound {
        slug: Some(slug),
        dossier_id: dossier.ok_or("the dossier is not there")?.id,
        source: "own",
        source_key: None,
        attribution: None,
        plan: &plan,
        planned_at: now - TimeDelta::days(30),
    };
    let way = RoundWay {
        announced_at: now - TimeDelta::days(25),
        answering_at: now,
        answered_at: now,
        cancelled_at: now,
        cancel_reason: "",
    };
    let round = enter_round_as(house, &entry, state, &way)?;
    Ok(round.ok_or("the round is there already")?)
}

/// Makes a round with so many inputs.
pub fn fill(house: &House, slug: &str, amount: u64) -> Outcome<Filled> {
    let round = asked_round(house, slug, RoundState::Open)?;
    let areas = places(house)?;
    let begin = house.clock.now() - TimeDelta::days(19);
    let places: Vec<u64> = (0..amount).collect();
    let mut took = Vec::new();
    for chunk in places.chunks(CHUNK) {
        let inputs: Vec<EnteredInput> = chunk
            .iter()
            .map(|place| input(slug, &areas, (*place, amount), begin))
            .collect();
        let moment = std::time::Instant::now();
        enter_inputs(house, &round, &inputs)?;
        took.push(moment.elapsed().as_secs_f64() * 1e6 / inputs.len() as f64);
    }
    let last = took.split_off(took.len().saturating_sub(10));
    Ok(Filled {
        round,
        micros_an_input: crate::duel::median(last),
    })
}

/// One input of many. Its rare properties exclude each other, so that every one of them is found as
/// often in a small round as in a large one; what some have is drawn.
fn input(
    slug: &str,
    areas: &Areas,
    (place, amount): (u64, u64),
    begin: DateTime<Utc>,
) -> EnteredInput {
    let rarity = place % (amount / RARE).max(1);
    let some = |purpose| draw(place, purpose, SOME) == 0;
    let (form, channel, area, state, moderation) = standing(areas, (place, amount), rarity);
    let mut text = match draw(place, 1, 40) {
        // Campaigns: one text, signed by many.
        0 => format!("{} signed {place}", words::text(draw(place, 2, 3), 3, 70)),
        _ => words::text(place, 4, 25 + draw(place, 5, 60)),
    };
    if form == InputForm::Statement {
        text = words::text(place, 6, 8);
    }
    for (word, holds) in [
        (words::FREQUENT, draw(place, 7, 3) > 0),
        (words::SOME, some(8)),
        (words::RARE, rarity == 15),
    ] {
        if holds {
            text = format!("{word} {text}");
        }
    }
    let is_written = channel == Channel::Paper;
    let step = TimeDelta::days(18).num_milliseconds() / i64::try_from(amount).unwrap_or(i64::MAX);
    EnteredInput {
        form,
        language: if draw(place, 9, 20) == 0 {
            TextLanguage::En
        } else {
            TextLanguage::Nl
        },
        title: (form == InputForm::Idea).then(|| words::text(place, 10, 5)),
        text,
        state,
        moderation,
        is_late: rarity == 13,
        channel,
        source_name: (channel == Channel::Elsewhere).then(|| "A forum".to_owned()),
        is_public: place == 0 || draw(place, 11, 20) > 0,
        display_name: some(12).then(|| format!("Writer {place}")),
        sender: match draw(place, 13, SOME) {
            0 => Sender::Business,
            1 => Sender::CivilSociety,
            _ => Sender::Resident,
        },
        area_id: area,
        place_name: None,
        point: None,
        person: Some((
            format!("Writer {place}"),
            format!("writer.{place}@bench.example"),
        )),
        origin: None,
        received_at: begin + TimeDelta::milliseconds(step * i64::try_from(place).unwrap_or(0)),
        // What came on paper has nobody behind it: the end of an order holds other values than its
        // beginning.
        endorsements: if is_written { 0 } else { endorsements(place) },
        source_key: Some(format!("{slug} {place}")),
    }
}

type Standing = (InputForm, Channel, Option<i64>, InputState, ModerationState);

fn standing(areas: &Areas, (place, amount): (u64, u64), rarity: u64) -> Standing {
    let some = |purpose| draw(place, purpose, SOME) == 0;
    let (state, moderation) = match rarity {
        7 => (InputState::SetAside, ModerationState::Visible),
        9 => (InputState::Open, ModerationState::Awaiting),
        11 => (InputState::Removed, ModerationState::Hidden),
        17 => (InputState::Withdrawn, ModerationState::Visible),
        // The first that came are answered: far from where the newest begin.
        _ if place < amount / SOME && place > 0 => (InputState::Answered, ModerationState::Visible),
        _ => (InputState::Open, ModerationState::Visible),
    };
    let form = match rarity {
        1 => InputForm::Statement,
        _ if some(14) => InputForm::Idea,
        _ => InputForm::Open,
    };
    let channel = match rarity {
        3 => Channel::Telephone,
        19 => Channel::Elsewhere,
        _ if some(15) => Channel::Paper,
        _ => Channel::Web,
    };
    let area = match rarity {
        5 => Some(areas.0[2].0),
        _ if some(16) => Some(areas.0[1].0),
        _ if draw(place, 17, 3) > 0 => Some(areas.0[0].0),
        _ => None,
    };
    (form, channel, area, state, moderation)
}

/// Most have nobody behind them, many as many as others, a few have hundreds.
fn endorsements(place: u64) -> i32 {
    let most = match draw(place, 18, 100) {
        0..70 => 1,
        70..90 => 4,
        90..99 => 20,
        _ => 300,
    };
    i32::try_from(draw(place, 19, most)).unwrap_or(0)
}
