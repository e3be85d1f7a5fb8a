//! Who may do what: every address of the desk, for every part that somebody can have.

use crate::commitments::promised;
use crate::council::town::settle;
use crate::rounds::matter::{DOSSIER, announced, plan, planned, ready};
use crate::support::database::Engine;
use crate::support::dossier::Matter;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::snapshot::{changed, snapshot};
use crate::support::staff::{id_of, is_in, press};
use crate::support::visitor::{Answer, Visitor};
use std::collections::BTreeSet;
use std::path::Path;
use weerklank_acts::dossiers::{EntryDocument, EntryTask, EntryVersion};
use weerklank_acts::inputs::{EnteredInput, enter_inputs};
use weerklank_acts::petitions::EntryIncoming;
use weerklank_acts::rounds::RoundPlan;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::inputs::{Channel, InputState, ModerationState, Sender};
use weerklank_domain::petitions::{Handling, PetitionState as State, Title};
use weerklank_domain::rounds::{Access, InputForm};
use weerklank_domain::{Language, TextLanguage};

on_both_databases!(every_address_is_for_whom_it_is_meant);

/// Method, address as the routes have it, and for whom: **A**dministrator, **C**lerk, **M**oderator,
/// policy **O**fficer, **R**eader, all of them for the whole authority; a clerk **e**lsewhere, at
/// another body than the petition's; a **s**tranger.
#[rustfmt::skip]
const TABLE: &[(&str, &str, &str)] = &[
    ("GET", "/desk", "ACMORe"),
    ("GET", "/desk/sign-in", "ACMORes"),
    ("POST", "/desk/sign-in", "ACMORes"),
    ("GET", "/desk/sign-in/code", "ACMORe"),
    ("POST", "/desk/sign-in/code", "ACMORe"),
    ("GET", "/desk/account", "ACMORe"),
    ("POST", "/desk/account/password", "ACMORe"),
    ("GET", "/desk/account/second-factor", "ACMORe"),
    ("POST", "/desk/account/second-factor", "ACMORe"),
    ("POST", "/desk/account/sessions/{id}/end", "ACMORe"),
    ("POST", "/desk/sign-out", "ACMORe"),
    ("POST", "/desk/sign-out-everywhere", "ACMORe"),
    ("GET", "/desk/staff", "A"),
    ("POST", "/desk/staff/{id}/{what:close|open|end-sessions}", "A"),
    ("GET", "/desk/audit", "ACe"),
    ("GET", "/desk/moderation", "CMe"),
    ("POST", "/desk/moderation", "CMe"),
    ("GET", "/desk/moderation/signals", "CMe"),
    ("POST", "/desk/moderation/signals", "CMe"),
    ("POST", "/desk/moderation/signals/{id}/drop", "CM"),
    ("GET", "/desk/moderation/holds", "ACe"),
    ("POST", "/desk/moderation/holds", "AC"),
    ("GET", "/desk/moderation/{id}", "CM"),
    ("POST", "/desk/moderation/{id}", "CM"),
    ("POST", "/desk/moderation/{id}/take", "CM"),
    ("POST", "/desk/moderation/{id}/next", "CM"),
    ("GET", "/desk/notices", "CMe"),
    ("POST", "/desk/notices/{id}/take", "CM"),
    ("GET", "/desk/notices/{id}", "CM"),
    ("POST", "/desk/notices/{id}", "CM"),
    ("GET", "/desk/complaints/{id}", "CM"),
    ("POST", "/desk/complaints/{id}", "CM"),
    ("GET", "/desk/house-rules", "ACe"),
    ("POST", "/desk/house-rules", "AC"),
    ("GET", "/desk/mails", "ACe"),
    ("POST", "/desk/mails/{id}/repeat", "AC"),
    ("GET", "/desk/answers", "ACMORe"),
    ("GET", "/desk/dossiers", "ACMORe"),
    ("GET", "/desk/dossiers/new", "COe"),
    ("POST", "/desk/dossiers/new", "CO"),
    ("GET", "/desk/dossiers/{reference}", "ACMOR"),
    ("GET", "/desk/dossiers/{reference}/texts", "CO"),
    ("POST", "/desk/dossiers/{reference}/texts", "CO"),
    ("GET", "/desk/dossiers/{reference}/phases/{kind}", "CO"),
    ("POST", "/desk/dossiers/{reference}/phases/{kind}", "CO"),
    ("POST", "/desk/dossiers/{reference}/publish", "CO"),
    ("GET", "/desk/dossiers/{reference}/move", "CO"),
    ("POST", "/desk/dossiers/{reference}/move", "CO"),
    ("GET", "/desk/dossiers/{reference}/documents", "CO"),
    ("POST", "/desk/dossiers/{reference}/documents", "CO"),
    ("GET", "/desk/dossiers/{reference}/documents/{id}", "CO"),
    ("POST", "/desk/dossiers/{reference}/documents/{id}", "CO"),
    ("GET", "/desk/dossiers/{reference}/tasks", "CO"),
    ("POST", "/desk/dossiers/{reference}/tasks", "CO"),
    ("POST", "/desk/dossiers/{reference}/tasks/{id}/{what:tick|untick}", "CO"),
    ("GET", "/desk/dossiers/{reference}/petitions", "CO"),
    ("POST", "/desk/dossiers/{reference}/petitions", "CO"),
    ("POST", "/desk/dossiers/{reference}/petitions/{petition}/take-off", "CO"),
    ("GET", "/desk/dossiers/{reference}/copy", "CO"),
    ("POST", "/desk/dossiers/{reference}/copy", "CO"),
    ("GET", "/desk/council", "ACMORe"),
    // Asks for which body; that of another one is not on the list.
    ("GET", "/desk/council/meetings/new", "ACe"),
    ("POST", "/desk/council/meetings/new", "ACe"),
    ("GET", "/desk/council/meetings/{meeting}", "ACMOR"),
    ("GET", "/desk/council/meetings/{meeting}/{step:edit|again|cancel}", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/{step:edit|again|cancel}", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/{step:summon|open|give-up|close}", "AC"),
    ("GET", "/desk/council/meetings/{meeting}/{what:new-item|decisions}", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/{what:new-item|decisions}", "AC"),
    ("GET", "/desk/council/meetings/{meeting}/items/{item}/{what:edit|outcome|proposals}", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/items/{item}/{what:edit|outcome|proposals}", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/items/{item}/remove", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/items/{item}/proposals/{proposal}/take-off", "AC"),
    ("GET", "/desk/council/meetings/{meeting}/items/{item}/vote", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/items/{item}/vote", "AC"),
    ("GET", "/desk/council/votes/{vote}", "AC"),
    ("POST", "/desk/council/votes/{vote}/look", "AC"),
    ("POST", "/desk/council/votes/{vote}", "AC"),
    ("GET", "/desk/council/votes/{vote}/correct", "AC"),
    ("POST", "/desk/council/votes/{vote}/correct", "AC"),
    ("GET", "/desk/council/meetings/{meeting}/papers", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/papers", "AC"),
    ("GET", "/desk/council/meetings/{meeting}/attendance", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/attendance", "AC"),
    ("POST", "/desk/council/meetings/{meeting}/attendance/{id}/{what:leave|strike}", "AC"),
    ("GET", "/desk/council/proposals/new", "ACe"),
    ("POST", "/desk/council/proposals/new", "ACe"),
    ("GET", "/desk/council/proposals/{proposal}", "ACMOR"),
    ("GET", "/desk/council/proposals/{proposal}/edit", "AC"),
    ("POST", "/desk/council/proposals/{proposal}/edit", "AC"),
    ("POST", "/desk/council/proposals/{proposal}/{step:move|adopt}", "AC"),
    ("GET", "/desk/council/people", "ACMORe"),
    ("GET", "/desk/council/people/{body}/{what:new-member|new-faction|new-membership}", "AC"),
    ("POST", "/desk/council/people/{body}/{what:new-member|new-faction|new-membership}", "AC"),
    ("GET", "/desk/council/people/{body}/members/{member}", "AC"),
    ("POST", "/desk/council/people/{body}/members/{member}", "AC"),
    ("GET", "/desk/council/people/{body}/factions/{faction}", "AC"),
    ("POST", "/desk/council/people/{body}/factions/{faction}", "AC"),
    ("GET", "/desk/council/people/{body}/memberships/{membership}", "AC"),
    ("POST", "/desk/council/people/{body}/memberships/{membership}", "AC"),
    ("GET", "/desk/commitments", "ACMORe"),
    // Asks for which body; that of another one is refused.
    ("GET", "/desk/commitments/new", "COe"),
    ("POST", "/desk/commitments/new", "CO"),
    ("GET", "/desk/commitments/{number}", "ACMOR"),
    ("GET", "/desk/commitments/{number}/{step:move|correct|finish|drop}", "CO"),
    ("POST", "/desk/commitments/{number}/{step:move|correct|finish|drop}", "CO"),
    ("GET", "/desk/petitions", "ACMORe"),
    // Takes those that may be taken: of another body's petitions, none.
    ("POST", "/desk/petitions/claim", "Ce"),
    ("GET", "/desk/petitions/{reference}", "ACMOR"),
    ("POST", "/desk/petitions/{reference}/claim", "C"),
    ("POST", "/desk/petitions/{reference}/release", "C"),
    ("POST", "/desk/petitions/{reference}/take-over", "C"),
    ("GET", "/desk/petitions/{reference}/{ruling:admit|revise|refuse|forward}", "C"),
    ("POST", "/desk/petitions/{reference}/{ruling:admit|revise|refuse|forward}", "C"),
    ("GET", "/desk/petitions/{reference}/moderation", "CM"),
    ("POST", "/desk/petitions/{reference}/moderation", "CM"),
    ("GET", "/desk/petitions/{reference}/news/{id}", "CM"),
    ("POST", "/desk/petitions/{reference}/news/{id}", "CM"),
    ("POST", "/desk/petitions/{reference}/news/{id}/approve", "CM"),
    ("GET", "/desk/petitions/{reference}/hand-over", "C"),
    ("POST", "/desk/petitions/{reference}/hand-over", "C"),
    ("GET", "/desk/petitions/{reference}/handling", "C"),
    ("POST", "/desk/petitions/{reference}/handling", "C"),
    ("GET", "/desk/petitions/{reference}/events", "C"),
    ("POST", "/desk/petitions/{reference}/events", "C"),
    ("GET", "/desk/petitions/{reference}/answer", "ACMOR"),
    ("POST", "/desk/petitions/{reference}/answer", "CO"),
    ("POST", "/desk/petitions/{reference}/answer/publish", "CO"),
    ("POST", "/desk/petitions/{reference}/answer/return", "CO"),
    ("GET", "/desk/rounds", "ACMORe"),
    // Asks in which dossier; that of another body is refused.
    ("GET", "/desk/rounds/new", "COe"),
    ("POST", "/desk/rounds/new", "CO"),
    ("GET", "/desk/rounds/{number}", "ACMOR"),
    ("GET", "/desk/rounds/{number}/edit", "CO"),
    ("POST", "/desk/rounds/{number}/edit", "CO"),
    ("GET", "/desk/rounds/{number}/{step:announce|begin-answering}", "CO"),
    ("POST", "/desk/rounds/{number}/{step:announce|begin-answering}", "CO"),
    ("GET", "/desk/rounds/{number}/extend", "CO"),
    ("POST", "/desk/rounds/{number}/extend", "CO"),
    ("GET", "/desk/rounds/{number}/cancel", "CO"),
    ("POST", "/desk/rounds/{number}/cancel", "CO"),
    ("GET", "/desk/rounds/{number}/notices", "CO"),
    ("POST", "/desk/rounds/{number}/notices", "CO"),
    ("GET", "/desk/rounds/{number}/codes", "CO"),
    ("POST", "/desk/rounds/{number}/codes", "CO"),
    ("GET", "/desk/rounds/{number}/notice", "ACMOR"),
    ("GET", "/desk/rounds/{number}/inputs/{input}/reply", "MCO"),
    ("POST", "/desk/rounds/{number}/inputs/{input}/reply", "MCO"),
    ("GET", "/desk/petitions/{reference}/reply", "MCO"),
    ("POST", "/desk/petitions/{reference}/reply", "MCO"),
    ("GET", "/desk/dossiers/{reference}/reply", "MCO"),
    ("POST", "/desk/dossiers/{reference}/reply", "MCO"),
    ("GET", "/desk/replies", "CMe"),
    ("GET", "/desk/replies/{id}", "CM"),
    ("POST", "/desk/replies/{id}", "CM"),
    ("POST", "/desk/replies/{id}/{what:pin|unpin}", "MCO"),
    ("GET", "/desk/rounds/{number}/answers", "ACMOR"),
    ("POST", "/desk/rounds/{number}/answers", "CO"),
    ("GET", "/desk/rounds/{number}/answers/sort", "ACMOR"),
    ("POST", "/desk/rounds/{number}/answers/sort", "CO"),
    ("GET", "/desk/rounds/{number}/answers/{answer}", "ACMOR"),
    ("POST", "/desk/rounds/{number}/answers/{answer}", "CO"),
    ("GET", "/desk/rounds/{number}/answers/{answer}/promises", "CO"),
    ("POST", "/desk/rounds/{number}/answers/{answer}/promises", "CO"),
    ("GET", "/desk/rounds/{number}/who-took-part", "CO"),
    ("POST", "/desk/rounds/{number}/who-took-part", "CO"),
    ("GET", "/desk/rounds/{number}/worksheets", "CO"),
    ("POST", "/desk/rounds/{number}/worksheets", "CO"),
    ("GET", "/desk/rounds/{number}/worksheet.xlsx", "CO"),
    ("GET", "/desk/rounds/{number}/worksheets/{sheet}", "CO"),
    ("POST", "/desk/rounds/{number}/worksheets/{sheet}", "CO"),
    ("GET", "/desk/rounds/{number}/themes/{theme}", "ACMOR"),
    ("POST", "/desk/rounds/{number}/themes/{theme}", "CO"),
    ("GET", "/desk/rounds/{number}/inputs/{input}/answer", "ACMOR"),
    ("POST", "/desk/rounds/{number}/inputs/{input}/answer", "CO"),
    ("GET", "/desk/rounds/{number}/report", "ACMOR"),
    ("POST", "/desk/rounds/{number}/report", "CO"),
    ("GET", "/desk/rounds/{number}/report/letters", "CO"),
    ("GET", "/desk/rounds/{number}/inputs", "ACMOR"),
    ("GET", "/desk/rounds/{number}/inputs/new", "CO"),
    ("POST", "/desk/rounds/{number}/inputs/new", "CO"),
    ("GET", "/desk/rounds/{number}/inputs/import", "CO"),
    ("POST", "/desk/rounds/{number}/inputs/import", "CO"),
    ("GET", "/desk/rounds/{number}/inputs/{input}", "ACMOR"),
    ("POST", "/desk/rounds/{number}/inputs/{input}/{step:approve|decide}", "CM"),
    // 400: no day is typed.
    ("POST", "/desk/rounds/{number}/inputs/{input}/speaker", "CO"),
];

const PEOPLE: [(char, &str); 7] = [
    ('A', "admin"),
    ('C', "clerk"),
    ('M', "moderator"),
    ('O', "officer"),
    ('R', "reader"),
    ('e', "clerk2"),
    ('s', ""),
];

/// Every address of the desk in the sources of the server, with its methods.
fn routes() -> BTreeSet<(String, String)> {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/server/src/web");
    let (mut folders, mut found) = (vec![web], BTreeSet::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                routes_in(&std::fs::read_to_string(path).unwrap(), &mut found);
            }
        }
    }
    found
}

fn routes_in(source: &str, found: &mut BTreeSet<(String, String)>) {
    for (at, _) in source.match_indices("\"/desk") {
        let before = source[..at].trim_end();
        let methods: &[&str] = if before.ends_with("read_and_send(") {
            &["GET", "POST"]
        } else if before.ends_with("read(") {
            &["GET"]
        } else if before.ends_with("send(") || before.ends_with("sending(") {
            &["POST"]
        } else {
            continue;
        };
        let address = source[at + 1..].split('"').next().unwrap();
        found.extend(
            methods
                .iter()
                .map(|m| ((*m).to_owned(), address.to_owned())),
        );
    }
}

/// What the addresses lead to.
struct Things {
    mail: i64,
    update: i64,
    account: i64,
    petition: i64,
    document: i64,
    task: i64,
    reply: i64,
    notice: i64,
    item: i64,
    word: i64,
    complaint: i64,
}

impl Things {
    fn in_house(house: &TestHouse) -> Self {
        let least = |what: &str| house.number(&format!("SELECT MIN(id) AS number FROM {what}"));
        Self {
            mail: least("outbox"),
            update: least("petition_updates"),
            account: id_of(house, "reader9"),
            petition: least("petitions WHERE state = 'submitted'"),
            document: least("documents"),
            task: least("dossier_tasks"),
            reply: least("replies"),
            notice: least("notices"),
            word: least("signal_words"),
            item: least("moderation_items WHERE kind = 'reply'"),
            complaint: least("complaints"),
        }
    }

    /// The addresses that a route stands for.
    fn addresses(&self, route: &str) -> Vec<String> {
        let reference = match route.rsplit('/').next().unwrap() {
            _ if route.starts_with("/desk/dossiers") => "D26-0001",
            "hand-over" => "P26-0002",
            "handling" | "events" | "answer" | "publish" | "return" => "P26-0003",
            _ => "P26-0001",
        };
        // The first round is a draft that lacks nothing, the second was announced, the third is
        // for holders of a code.
        let number = match route.rsplit('/').next().unwrap() {
            "reply" => "2",
            "extend" | "cancel" | "notices" => "2",
            "codes" => "3",
            _ if route.contains("/inputs") || route.contains("{theme}") => "2",
            _ if route.contains("{answer}") || route.contains("{sheet}") => "2",
            _ => "1",
        };
        let id = match route.split('/').nth(2).unwrap_or_default() {
            "mails" => self.mail,
            "staff" => self.account,
            "petitions" => self.update,
            "dossiers" if route.contains("/tasks/") => self.task,
            "dossiers" => self.document,
            "replies" => self.reply,
            "notices" => self.notice,
            "moderation" if route.contains("/signals/") => self.word,
            "moderation" => self.item,
            "complaints" => self.complaint,
            // No session of anybody: what comes of it is another test's.
            _ => 0,
        };
        let plain = route
            .replace("{reference}", reference)
            .replace("{kind}", "evaluation")
            .replace("{petition}", "P26-0001")
            .replace("{id}", &id.to_string())
            .replace("{number}", number)
            .replace("{meeting}", "V26-0001")
            .replace("{proposal}", "M26-0001")
            .replace("{item}", "1")
            .replace("{vote}", "S26-0001")
            .replace("{body}", "raad")
            .replace("{member}", "anna")
            .replace("{faction}", "zee")
            .replace("{membership}", "1")
            .replace("{input}", "1")
            .replace("{theme}", "1")
            .replace("{sheet}", "1")
            .replace("{answer}", "1");
        match plain.split_once('{') {
            None => vec![plain],
            Some((start, choice)) => choice
                .trim_end_matches('}')
                .split_once(':')
                .unwrap()
                .1
                .split('|')
                .map(|word| format!("{start}{word}"))
                .collect(),
        }
    }
}

/// Values that do what every form is for, so that nothing but the permission can stop it.
fn values<'a>(petition: &'a str, seen: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("seen", seen),
        ("action", "hide"),
        ("petition", petition),
        ("text_version", "1"),
        ("reason", "Omdat dit de reden is."),
        ("code", "personal_data"),
        ("class", "personal_data"),
        ("to_name", "Waterschap"),
        ("closes_on", "2026-06-01"),
        ("proposal", "agenda"),
        ("text", "Aangeboden op het bordes."),
        ("note", "Met de bewoners."),
        ("kind", "voted"),
        ("day", "2026-03-02"),
        ("decision", "executive"),
        ("verdict", "adopted"),
        ("heard", "U vraagt een bankje."),
        ("reasons", "Er is plaats."),
        ("responsible", "Wethouder"),
        ("adopted_by", "Gemeenteraad"),
        ("adopted_on", "2-3-2026"),
        ("then", "save"),
        ("dossier", DOSSIER),
        ("revision", "1"),
        ("title", "Groen in de Vissersbuurt"),
        ("phase", "policy_preparation"),
        ("procedure", "informal"),
        ("lang", "nl"),
        ("access", "email"),
        ("moderation", "before"),
        ("cause", "outage"),
        ("notice", "note"),
        ("label", "Kade"),
        ("amount", "2"),
        ("language", "nl"),
        ("body", "raad"),
        ("into", "agenda_setting"),
        ("to", "policy_preparation"),
        ("task", "Nodig de bewoners uit"),
        ("rule", "insult"),
        ("facts", "Er staat een scheldwoord."),
        ("version", "1"),
        ("outcome", "upheld"),
        ("text_nl", "Scheld niet."),
        ("text_en", "Do not call names."),
        ("note_nl", "Korter."),
        ("note_en", "Shorter."),
        ("about", "D26-0901"),
        ("promise", "Wij maken een plan."),
        ("owner", "Wethouder groen"),
        ("due_on", "2026-06-01"),
        ("read", "1"),
        ("seen_state", "open"),
        ("seen_moderation", "awaiting"),
        ("seen_version", "1"),
    ]
}

/// An input that waits for moderation.
fn letter() -> EnteredInput {
    EnteredInput {
        form: InputForm::Open,
        language: TextLanguage::Nl,
        title: None,
        text: "Meer bomen.".to_owned(),
        state: InputState::Open,
        moderation: ModerationState::Awaiting,
        is_late: false,
        channel: Channel::Paper,
        source_name: None,
        is_public: true,
        display_name: None,
        sender: Sender::Resident,
        area_id: None,
        place_name: None,
        point: None,
        person: None,
        origin: None,
        received_at: start_of_test(),
        endorsements: 0,
        source_key: None,
    }
}

async fn furnished(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    for (slug, reference, state) in [
        ("wacht", "P26-0001", State::Submitted),
        ("gesloten", "P26-0002", State::Closed),
        ("overhandigd", "P26-0003", State::HandedOver),
        ("open", "P26-0004", State::Open),
    ] {
        let mut paper = Paper::open(slug).in_state(state);
        paper.0.reference = Some(reference.to_owned());
        paper.0.incoming = (state == State::HandedOver).then(|| EntryIncoming {
            received_at: start_of_test(),
            proposal: Handling::Agenda,
            proposal_note: None,
            decision: None,
            answered_at: None,
        });
        house.enter(&paper);
    }
    let mut matter = Matter::draft("wonen");
    matter.0.documents = vec![EntryDocument {
        phase: PhaseKind::AgendaSetting,
        title: Title::parse("Tellingen").unwrap(),
        language: Language::Nl,
        versions: vec![EntryVersion {
            file_name: "tellingen.csv".to_owned(),
            content: b"a;b".to_vec(),
            note: None,
            at: start_of_test(),
        }],
    }];
    matter.0.tasks = vec![EntryTask {
        phase: PhaseKind::AgendaSetting,
        title: "Nodig de bewoners uit".to_owned(),
        due_on: None,
        done_at: None,
    }];
    matter.enter_into(&house);
    house
        .citizen("Anna", "anna@voorbeeld.nl")
        .signs("open")
        .await;
    house.settle().await;
    house.sql("UPDATE outbox SET state = 'failed', attempts = 12, last_error = 'full'");
    house.sql(
        "INSERT INTO petition_updates (petition_id, text, state, written_at)
         SELECT id, 'Er is nieuws.', 'waiting', '2026-03-01 00:00:00' FROM petitions
         WHERE state = 'submitted'",
    );
    let officer = ready(&house);
    promised(&house, &officer);
    planned(&house, &officer, &plan());
    let round = announced(&house, &officer, &plan());
    enter_inputs(house.house(), &round, &[letter()]).unwrap();
    house.sql(
        "INSERT INTO themes (round_id, number, title, summary, revision, created_at)
         SELECT id, 1, 'Bomen', '', 1, '2026-03-01 00:00:00' FROM rounds WHERE number = 2",
    );
    house.sql(
        "INSERT INTO responses (round_id, number, theme_id, state, revision, heard, reasons, change_text,
            change_paragraph, is_no_change, responsible, adopted_by, correction, remark, written_by, written_at, is_given)
         SELECT t.round_id, 1, t.id, 'draft', 1, '', '', '', '', FALSE, '', '', '', '',
            (SELECT MIN(id) FROM staff), '2026-03-01 00:00:00', FALSE FROM themes t",
    );
    house.sql(
        "INSERT INTO worksheets (round_id, staff_id, file_name, content, brought_at)
         SELECT t.round_id, (SELECT MIN(id) FROM staff), 'blad.xlsx', '{\"answers\":[],\"inputs\":[],\"errors\":[]}',
            '2026-03-01 00:00:00' FROM themes t",
    );
    let by_code = RoundPlan {
        access: Access::Code,
        ..plan()
    };
    planned(&house, &officer, &by_code);
    house.sql(
        "INSERT INTO threads (petition_id, is_open, moderation, last_number, shown)
         SELECT id, TRUE, 'after', 1, 1 FROM petitions WHERE state = 'open'",
    );
    house.hire("reader9");
    house.sql(
        "INSERT INTO replies (thread_id, number, depth, lang, text, moderation, is_deleted, is_orphan, staff_id,
            staff_role, staff_body_id, is_correction, is_pinned, written_at, agreed, disagreed, balance,
            children, descendants, is_shown)
         SELECT t.id, 1, 0, 'nl', 'Zo is het.', 'visible', FALSE, FALSE, s.id, 'clerk', p.body_id, FALSE, FALSE,
            '2026-03-01 00:00:00', 0, 0, 0, 0, 0, TRUE
         FROM threads t JOIN petitions p ON p.id = t.petition_id, staff s
         WHERE s.id = (SELECT MIN(id) FROM staff)",
    );
    house.sql(
        "INSERT INTO moderation_decisions (body_id, reply_id, action, rule, rule_version, facts, reason, source,
            language, content_at, staff_id, at)
         SELECT p.body_id, r.id, 'hide', 'insult', 1, 'Feiten.', 'Reden.', 'own', 'nl', '2026-03-01 00:00:00',
            r.staff_id, '2026-03-01 00:00:00'
         FROM replies r JOIN threads t ON t.id = r.thread_id JOIN petitions p ON p.id = t.petition_id",
    );
    house.sql(
        "INSERT INTO notices (number, body_id, reply_id, rule, explanation, token_hash, lang, received_at, state)
         SELECT 'M26-0001', body_id, reply_id, 'insult', 'Hij scheldt.', 'abc', 'nl', '2026-03-01 00:00:00',
            'received' FROM moderation_decisions",
    );
    house.sql(
        "INSERT INTO moderation_items (body_id, kind, reply_id, why, notices, signals, is_newcomer, revision, opened_at)
         SELECT body_id, 'reply', reply_id, 'notice', 1, 0, FALSE, 1, '2026-03-01 00:00:00' FROM notices",
    );
    house.sql(
        "INSERT INTO moderation_items (body_id, kind, update_id, why, awaits, notices, signals, is_newcomer, revision,
            opened_at)
         SELECT p.body_id, 'update', u.id, 'before', 'before', 0, 0, FALSE, 1, '2026-03-01 00:00:00'
         FROM petition_updates u JOIN petitions p ON p.id = u.petition_id WHERE u.state = 'waiting'",
    );
    house.sql(
        "INSERT INTO signal_words (body_id, phrase, folded, staff_id, added_at)
         SELECT p.body_id, 'sukkel', 'sukkel', (SELECT MIN(id) FROM staff), '2026-03-01 00:00:00' FROM petitions p
         WHERE p.slug = 'wacht'",
    );
    house.sql(
        "INSERT INTO complaints (decision_id, decided_by, side, text, opened_at)
         SELECT id, staff_id, 'author', 'Nee.', '2026-03-01 00:00:00' FROM moderation_decisions",
    );
    council(&house);
    house.hire_for("clerk2", "college");
    house
}

/// A council with a meeting that was not summoned yet, one item, a motion, and the sheet of a vote.
fn council(house: &TestHouse) {
    settle(house);
    house.sql(
        "INSERT INTO meetings (body_id, reference, title, lang, state, planned_at, place, source, revision, created_at)
         SELECT body_id, 'V26-0001', '', 'nl', 'tentative', '2026-03-10 18:30:00', 'Raadzaal', 'own', 1,
            '2026-03-01 00:00:00' FROM council_bodies",
    );
    house.sql(
        "INSERT INTO agenda_items (meeting_id, position, number, title, explanation, hamerstuk, closed, treated, decision)
         SELECT id, 1, '1', 'Bomen', '', FALSE, FALSE, FALSE, '' FROM meetings",
    );
    house.sql(
        "INSERT INTO proposals (body_id, reference, kind, title, text, lang, state, submitted_on, source, revision,
            created_at)
         SELECT body_id, 'M26-0001', 'motion', 'Bomen', 'Bomen.', 'nl', 'tabled', '2026-03-01', 'own', 1,
            '2026-03-01 00:00:00' FROM council_bodies",
    );
    house.sql(
        "INSERT INTO vote_events (reference, item_id, title, lang, subject, choice_is_limited, method, asked_by_chair,
            state, edition, sheet, taken_at, created_at)
         SELECT 'S26-0001', id, 'Bomen', 'nl', 'matter', FALSE, 'roll_call', FALSE, 'draft', 1,
            '{\"taken\":\"by_name\",\"votes\":[]}', '2026-03-10 18:30:00', '2026-03-01 00:00:00' FROM agenda_items",
    );
}

async fn person(house: &TestHouse, who: &str) -> Visitor {
    if who.is_empty() {
        let stranger = house.visitor();
        stranger.get("/desk/sign-in").await;
        return stranger;
    }
    if who != "clerk2" {
        house.hire(who);
    }
    house.staff_again(who).await
}

/// A stranger is led to sign in, or told to; anybody else is told that it is not for them.
fn is_refused(answer: &Answer, letter: char, method: &str, told: &str) {
    match (letter, method) {
        ('s', "GET") => {
            assert_eq!(answer.status, 303, "{told}");
            let place = answer.header("location").unwrap();
            assert!(place.starts_with("/desk/sign-in?then="), "{told}: {place}");
        }
        ('s', _) => assert_eq!(answer.status, 401, "{told}"),
        _ => assert_eq!(answer.status, 403, "{told}"),
    }
}

/// Whatever came of it, it was not a matter of who asked.
fn is_taken(answer: &Answer, method: &str, told: &str) {
    let status = answer.status;
    let place = answer.header("location").unwrap_or_default();
    assert!(!place.contains("/desk/sign-in?then="), "{told}: {place}");
    if method == "GET" {
        // What is no public record yet has nothing to correct, and leads to its sheet.
        let is_led = place == "/desk" || place.starts_with("/desk/council/votes/");
        assert!(status == 200 || is_led, "{told}: {status}");
    } else {
        // 415: a form with a file is another kind of form.
        assert!(
            [200, 303, 400, 409, 415].contains(&status),
            "{told}: {status}"
        );
    }
}

async fn every_address_is_for_whom_it_is_meant(engine: Engine) {
    let table: BTreeSet<(String, String)> = TABLE
        .iter()
        .map(|(method, route, _)| ((*method).to_owned(), (*route).to_owned()))
        .collect();
    assert_eq!(table, routes(), "the table and the routes");

    let house = furnished(engine).await;
    let things = Things::in_house(&house);
    let petition = things.petition.to_string();
    let seen = format!("{}:1", things.item);
    let values = values(&petition, &seen);
    let rows = |method: &'static str, letter: char, is_allowed: bool| {
        TABLE
            .iter()
            .filter(move |row| row.0 == method && row.2.contains(letter) == is_allowed)
            .flat_map(|row| things.addresses(row.1))
            .map(move |address| (format!("{letter} {method} {address}"), address))
            .collect::<Vec<_>>()
    };

    // First what changes nothing: reading, and what is refused.
    for (letter, who) in PEOPLE {
        let visitor = person(&house, who).await;
        let before = snapshot(&house, engine);
        for (told, address) in rows("GET", letter, true) {
            let page = visitor.get(&address).await;
            is_taken(&page, "GET", &told);
            assert!(
                letter != 'e' || !page.text().contains("P26-"),
                "{told}: a petition of another body"
            );
        }
        for (told, address) in rows("GET", letter, false) {
            is_refused(&visitor.get(&address).await, letter, "GET", &told);
        }
        for (told, address) in rows("POST", letter, false) {
            let answer = press(&visitor, &address, &values).await;
            is_refused(&answer, letter, "POST", &told);
        }
        let after = snapshot(&house, engine);
        assert_eq!(changed(&before, &after), [""; 0], "{letter}");
    }
    let elsewhere = person(&house, "clerk2").await;
    let before = snapshot(&house, engine);
    let claimed = press(&elsewhere, "/desk/petitions/claim", &values).await;
    assert_eq!(claimed.status, 303);
    assert_eq!(changed(&before, &snapshot(&house, engine)), [""; 0]);

    for (letter, who) in PEOPLE {
        let mut visitor = person(&house, who).await;
        for (told, address) in rows("POST", letter, true) {
            if letter != 's' && !is_in(&visitor).await {
                visitor = person(&house, who).await;
            }
            let answer = press(&visitor, &address, &values).await;
            is_taken(&answer, "POST", &told);
        }
    }
    house.everything_adds_up();
}
