//! The report of a round with thousands of answers: how soon its page begins, and when it is whole.
//!
//! The page is sent as it is made, so both count: the first byte is what a reader waits for, the last is what
//! is asked of it (`architecture.md`: 2,000 answers in under a second).

use crate::Outcome;
use crate::duel::median;
use crate::engine::Bench;
use crate::growth::{asked_round, asked_text};
use crate::process::Process;
use crate::table::{Line, thousands};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use weerklank_acts::House;
use weerklank_acts::inputs::{EnteredInput, enter_inputs};
use weerklank_acts::people::Actor;
use weerklank_acts::responses::round::{
    AnswerTo, ReportText, approve_response, begin_answer, offer_response, publish_report,
};
use weerklank_domain::TextLanguage;
use weerklank_domain::inputs::{Channel, InputState, ModerationState, Sender};
use weerklank_domain::people::{Grants, Role};
use weerklank_domain::petitions::Verdict;
use weerklank_domain::responses::{AnswerText, ChangePlace, ResponseText};
use weerklank_domain::rounds::{InputForm, RoundState};
use weerklank_store::people::staff_by_email;
use weerklank_store::rounds::RoundRecord;

/// The whole page takes at most so long.
const MOST: f64 = 1.0;
/// As many inputs share a transaction.
const CHUNK: usize = 500;

/// Makes the round and its report, and measures the page.
pub fn measure(bench: &Bench, lines: &mut Vec<Line>) -> Outcome<()> {
    let (amount, turns) = match bench.effort.is_quick {
        true => (200, 3),
        false => (2_000, 9),
    };
    let house = bench.installation.house()?;
    let begin = Instant::now();
    let round = published(&house, amount, bench.engine)?;
    house.intake.stop();
    let made = begin.elapsed().as_secs_f64();
    bench.installation.rested()?;
    let server = bench.installation.serve()?;
    let path = format!("/rounds/{}/report", round.slug);
    let (mut first, mut whole, mut efforts, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0);
    // Once before anything counts: what the database reads often is in memory then.
    asked(&server, &path)?;
    for _ in 0..turns {
        let before = server.time_used()?;
        let seen = asked(&server, &path)?;
        efforts.push((server.time_used()? - before) / 1e3);
        first.push(seen.first.as_secs_f64());
        whole.push(seen.whole.as_secs_f64());
        bytes = seen.bytes;
    }
    let (first, whole, effort) = (median(first), median(whole), median(efforts));
    let count = thousands(f64::from(amount));
    let shown = |seconds: f64| format!("{:.0} ms", seconds * 1e3);
    let size = u32::try_from(bytes).unwrap_or(u32::MAX);
    lines.push(
        Line::plain(
            bench.engine,
            &format!("report of {count} answers, first byte"),
            shown(first),
        )
        .remarked(format!("made and published in {made:.0} s")),
    );
    lines.push(
        Line::plain(
            bench.engine,
            &format!("report of {count} answers, whole page"),
            shown(whole),
        )
        .asked("< 1 s", whole < MOST)
        .remarked(format!(
            "{} B, {effort:.0} ms of the server's processor time",
            thousands(size.into())
        )),
    );
    Ok(())
}

/// A round of which every input was answered by itself, with its report.
fn published(house: &House, amount: u32, engine: &str) -> Outcome<RoundRecord> {
    let round = asked_round(house, "answered", RoundState::Answering)?;
    let places: Vec<u32> = (1..=amount).collect();
    for chunk in places.chunks(CHUNK) {
        let inputs: Vec<EnteredInput> = chunk.iter().map(|place| input(*place)).collect();
        enter_inputs(house, &round, &inputs)?;
    }
    let officer = |email| somebody(house, &round, email);
    let (writer, second) = (
        officer("officer@rivierenland.example")?,
        officer("clerk@rivierenland.example")?,
    );
    for place in &places {
        if place.is_multiple_of(500) {
            eprintln!("{engine}: {place} answers");
        }
        let to = AnswerTo::Input(i64::from(*place));
        let number = begin_answer(house, &writer, round.id, to, None)?;
        let key = (round.id, number);
        let revision = offer_response(house, &writer, key, 1, &text(*place))?;
        approve_response(house, &second, key, revision)?;
    }
    publish_report(house, &writer, round.id, &ReportText::default())?;
    Ok(round)
}

/// Somebody of the demonstration's staff, as a policy officer of the round's body.
fn somebody(house: &House, round: &RoundRecord, email: &str) -> Outcome<Actor> {
    let member = house.store.read(|db| staff_by_email(db, email))?;
    let member = member.ok_or_else(|| format!("{email} is not there"))?;
    Ok(Actor {
        staff_id: member.id,
        name: member.name,
        grants: Grants::new(vec![(Role::PolicyOfficer, round.body.0)]),
    })
}

fn input(place: u32) -> EnteredInput {
    let turn = usize::try_from(place).unwrap_or(0);
    EnteredInput {
        form: InputForm::Open,
        language: TextLanguage::En,
        title: None,
        text: asked_text(place.into(), 4, 25 + u64::from(place % 60)),
        state: InputState::Open,
        moderation: ModerationState::Visible,
        is_late: false,
        channel: [Channel::Web, Channel::Paper, Channel::Email][turn % 3],
        source_name: None,
        is_public: true,
        display_name: place.is_multiple_of(16).then(|| format!("Writer {place}")),
        sender: Sender::GROUPS[turn % Sender::GROUPS.len()],
        area_id: None,
        place_name: None,
        point: None,
        person: Some((
            format!("Writer {place}"),
            format!("answered.{place}@bench.example"),
        )),
        origin: None,
        received_at: chrono::DateTime::from_timestamp(1_790_000_000 + i64::from(place), 0)
            .unwrap_or_default(),
        endorsements: 0,
        source_key: Some(format!("answered {place}")),
    }
}

/// An answer as long as they are: what was heard, reasons, and in every other one what changes.
fn text(place: u32) -> ResponseText {
    let turn = usize::try_from(place).unwrap_or(0);
    let of = |purpose, words| asked_text(place.into(), purpose, words);
    let is_no_change = place.is_multiple_of(2);
    ResponseText {
        answer: AnswerText {
            verdict: Some(Verdict::ALL[turn % Verdict::ALL.len()]),
            heard: of(30, 30),
            reasons: format!("{}\n\n**{}**", of(32, 60), of(34, 12)),
            change: match is_no_change {
                true => String::new(),
                false => of(36, 20),
            },
            is_no_change,
            responsible: "Alderman for housing".to_owned(),
            adopted_by: "Council".to_owned(),
            adopted_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 2),
            correction: String::new(),
        },
        place: ChangePlace::default(),
    }
}

/// One answer of the server.
struct Seen {
    first: Duration,
    whole: Duration,
    bytes: usize,
}

/// Asks once, over a connection of its own, and reads to the end.
fn asked(server: &Process, path: &str) -> Outcome<Seen> {
    let mut stream = TcpStream::connect(server.address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Language: en\r\n\
         Connection: close\r\n\r\n"
    );
    let begin = Instant::now();
    stream.write_all(request.as_bytes())?;
    let mut chunk = vec![0; 64 * 1_024];
    let mut bytes = stream.read(&mut chunk)?;
    let first = begin.elapsed();
    let mut end = chunk[..bytes].to_vec();
    if !end.starts_with(b"HTTP/1.1 200 ") {
        return Err(format!("{path}: {}", String::from_utf8_lossy(&end)).into());
    }
    loop {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        bytes += read;
        end.extend_from_slice(&chunk[..read]);
        // Only the end tells whether all of it came.
        end.drain(..end.len().saturating_sub(64));
    }
    let whole = begin.elapsed();
    match String::from_utf8_lossy(&end).contains("</html>") {
        true => Ok(Seen {
            first,
            whole,
            bytes,
        }),
        false => Err(format!("{path} broke off").into()),
    }
}
