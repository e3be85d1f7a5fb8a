//! Votes: written on a sheet, refused where they do not add up, published by a second person, corrected in
//! versions, and what follows from them.

use super::proposals::{place, propose};
use super::town::{going_on, member, town};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;

on_both_databases!(
    a_roll_call_becomes_public_by_a_second_person,
    what_does_not_add_up_is_refused_with_the_reason,
    two_clerks_do_not_write_over_each_other,
    equal_votes_come_back_in_a_next_meeting_only,
    too_few_make_a_vote_that_is_not_valid,
    a_show_of_hands_counts_members_and_names_nobody,
    of_a_secret_vote_there_are_numbers_only,
    a_correction_is_another_version_with_its_reason,
    what_a_chair_said_stands_beside_what_follows,
    a_petition_shows_the_vote_and_is_told_once,
);

/// A meeting that is going on with a motion on its item; answers the browsers of two people who keep it.
async fn meeting(house: &TestHouse, values: &[(&str, &str)]) -> (Visitor, Visitor) {
    let clerk = town(house).await;
    going_on(house, &clerk).await;
    let clerk = house.staff_again("clerk").await;
    propose(&clerk, "motion", values).await;
    place(house, &clerk, "M26-0001").await;
    (clerk, house.staff("admin").await)
}

async fn begins(house: &TestHouse, clerk: &Visitor, values: &[(&str, &str)]) -> Answer {
    let item = house.number("SELECT MIN(id) AS number FROM agenda_items");
    let address = format!("/desk/council/meetings/V26-0001/items/{item}/vote");
    let form = clerk.get(&address).await.form_with("vote_method");
    clerk.submit(&form, values).await
}

const SHEET: &str = "/desk/council/votes/S26-0001";
const PUBLIC: &str = "/council/votes/S26-0001";

async fn writes(clerk: &Visitor, values: &[(&str, &str)]) -> Answer {
    let form = clerk.get(SHEET).await.form_with("edition");
    clerk.submit(&form, values).await
}

/// A choice for each member, by their names in addresses.
fn each(house: &TestHouse, choices: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    choices
        .iter()
        .map(|(slug, choice)| (format!("m{}", member(house, slug)), *choice))
        .collect()
}

fn with<'a>(
    choices: &'a [(String, &'static str)],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let own = choices
        .iter()
        .map(|(name, choice)| (name.as_str(), *choice));
    own.chain(more.iter().copied()).collect()
}

const THREE_TO_ONE: [(&str, &str); 4] = [
    ("anna", "for"),
    ("bram", "against"),
    ("carla", "for"),
    ("dirk", "for"),
];

/// The sheet is offered by one, and published by another.
async fn published(house: &TestHouse, clerk: &Visitor, admin: &Visitor, votes: &[(&str, &str)]) {
    let mut offered = votes.to_vec();
    offered.push(("do", "offer"));
    let sheet = writes(clerk, &offered).await;
    assert_eq!(sheet.status, 200, "{}", sheet.text());
    let page = writes(admin, &[("do", "publish")]).await;
    assert_eq!(page.path, PUBLIC, "{}", page.text());
    house.later(TimeDelta::seconds(2)).await;
}

async fn page(house: &TestHouse, at: &str) -> String {
    house.later(TimeDelta::seconds(2)).await;
    house.visitor().get(at).await.text()
}

async fn a_roll_call_becomes_public_by_a_second_person(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = meeting(&house, &[]).await;
    let sheet = begins(&house, &clerk, &[]).await;
    assert_eq!(sheet.path, SHEET, "{}", sheet.text());
    assert!(
        sheet.text().contains("Het lot begint bij"),
        "{}",
        sheet.text()
    );
    assert_eq!(house.visitor().get(PUBLIC).await.status, 404);
    let choices = each(&house, &THREE_TO_ONE);
    let kept = writes(&clerk, &with(&choices, &[("do", "keep")])).await;
    assert!(
        kept.text().contains("Aangenomen"),
        "before it is public: {}",
        kept.text()
    );
    assert!(kept.text().contains("3 voor, 1 tegen"), "{}", kept.text());
    let alone = writes(&clerk, &[("do", "publish")]).await;
    assert_eq!(alone.status, 409, "{}", alone.text());
    assert!(alone.text().contains("Een tweede persoon publiceert dit."));
    published(&house, &clerk, &admin, &with(&choices, &[])).await;

    let public = page(&house, PUBLIC).await;
    for told in [
        "Aangenomen",
        "3 voor, 1 tegen",
        "per lid",
        "Lid bram",
        "Gemeentewet",
        "weerklank-seats__seat--against",
    ] {
        assert!(public.contains(told), "{told}: {public}");
    }
    for place in ["/council/meetings/V26-0001", "/council/proposals/M26-0001"] {
        assert!(page(&house, place).await.contains(PUBLIC), "{place}");
    }
    let bram = page(&house, "/council/members/bram").await;
    assert!(
        bram.contains(PUBLIC) && bram.contains("<strong>Tegen</strong>"),
        "{bram}"
    );
    assert!(!bram.contains("Per fractie: wie wat stemde"), "{bram}");
    let zee = page(&house, "/council/factions/zee").await;
    assert!(zee.contains("<strong>verdeeld</strong>"), "{zee}");
    assert_eq!(house.text("SELECT state AS text FROM proposals"), "adopted");
    let owed = "SELECT COUNT(*) AS number FROM commitments";
    assert_eq!(house.number(owed), 1);
    for wrong in [
        "UPDATE vote_versions SET for_count = 30",
        "UPDATE vote_versions SET basis = 'secret'",
        "UPDATE vote_choices SET choice = 'perhaps'",
        "UPDATE vote_events SET sheet = '{}'",
    ] {
        assert!(!house.takes(wrong), "{wrong}");
    }
    let again = writes_to_published(&clerk).await;
    assert_eq!(again.path, PUBLIC, "a public record has no sheet any more");
}

async fn writes_to_published(clerk: &Visitor) -> Answer {
    let shown = clerk.get(SHEET).await;
    clerk
        .get(&clerk.path_of(shown.header("location").unwrap()))
        .await
}

async fn what_does_not_add_up_is_refused_with_the_reason(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, _) = meeting(&house, &[]).await;
    begins(&house, &clerk, &[]).await;
    let offers = |choices: Vec<(String, &'static str)>| {
        let clerk = clerk.clone();
        async move { writes(&clerk, &with(&choices, &[("do", "offer")])).await }
    };
    let silent = offers(each(&house, &THREE_TO_ONE[..3])).await;
    assert_eq!(silent.status, 409, "{}", silent.text());
    assert!(
        silent.text().contains("Van Lid dirk staat er niets."),
        "{}",
        silent.text()
    );
    assert!(silent.text().contains("artikel 32, tweede lid"));
    let abstains = [
        ("anna", "abstain"),
        ("bram", "for"),
        ("carla", "for"),
        ("dirk", "for"),
    ];
    let abstains = offers(each(&house, &abstains)).await;
    assert!(
        abstains
            .text()
            .contains("Lid anna kan zich niet onthouden."),
        "{}",
        abstains.text()
    );
    let marked = [
        ("anna", "absent"),
        ("bram", "for"),
        ("carla", "for"),
        ("dirk", "for"),
    ];
    let marked = offers(each(&house, &marked)).await;
    assert!(
        marked.text().contains("op de presentielijst als aanwezig"),
        "{}",
        marked.text()
    );
    // The mayor holds no seat: what is sent of him is no vote.
    let mut choices = each(&house, &THREE_TO_ONE);
    choices.extend(each(&house, &[("burgemeester", "for")]));
    let sheet = offers(choices).await;
    assert!(sheet.text().contains("3 voor, 1 tegen"), "{}", sheet.text());
    for (values, field) in [
        (vec![("vote_method", "without_vote")], "vote_method"),
        (
            vec![("vote_proposal", ""), ("vote_title", " ")],
            "vote_proposal",
        ),
        (vec![("vote_proposal", "99")], "vote_proposal"),
    ] {
        let refused = begins(&house, &clerk, &values).await;
        assert_eq!(refused.status, 400, "{values:?}: {}", refused.text());
        let summary = format!("href=\"#{field}\"");
        assert!(
            refused.text().contains(&summary),
            "{values:?}: {}",
            refused.text()
        );
    }
    let twice = begins(&house, &clerk, &[]).await;
    assert!(
        twice.text().contains("staat al een stemlijst open"),
        "{}",
        twice.text()
    );
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM vote_versions"),
        0
    );
}

async fn two_clerks_do_not_write_over_each_other(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = meeting(&house, &[]).await;
    begins(&house, &clerk, &[]).await;
    let one = clerk.get(SHEET).await.form_with("edition");
    let other = admin.get(SHEET).await.form_with("edition");
    let (votes, others) = (
        each(&house, &THREE_TO_ONE),
        each(&house, &THREE_TO_ONE[..2]),
    );
    let (left, right) = at_once(
        async move { clerk.submit(&one, &with(&votes, &[("do", "keep")])).await },
        async move {
            admin
                .submit(&other, &with(&others, &[("do", "keep")]))
                .await
        },
    )
    .await;
    let mut told = [left.status, right.status];
    told.sort_unstable();
    assert_eq!(told, [200, 409], "{}", left.text());
    let second = if left.status == 409 { left } else { right };
    assert!(
        second.text().contains("checked"),
        "what was typed is still there"
    );
    assert_eq!(
        house.number("SELECT CAST(edition AS BIGINT) AS number FROM vote_events"),
        2
    );
}

const TWO_TO_TWO: [(&str, &str); 4] = [
    ("anna", "for"),
    ("bram", "against"),
    ("carla", "for"),
    ("dirk", "against"),
];

async fn equal_votes_come_back_in_a_next_meeting_only(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = meeting(&house, &[]).await;
    begins(&house, &clerk, &[]).await;
    let choices = each(&house, &TWO_TO_TWO);
    published(&house, &clerk, &admin, &with(&choices, &[])).await;
    let public = page(&house, PUBLIC).await;
    // One of five seats is vacant, so that not everybody voted (article 32(6), read literally).
    assert!(
        public.contains("komt terug in een volgende vergadering"),
        "{public}"
    );
    assert!(
        public.contains("Niet iedereen stemde: 4 van 5."),
        "{public}"
    );
    assert_eq!(
        house.text("SELECT state AS text FROM proposals"),
        "postponed_by_tie"
    );
    let again = begins(&house, &clerk, &[]).await;
    assert_eq!(again.status, 400, "{}", again.text());
    assert!(again.text().contains("niet in deze"), "{}", again.text());
}

async fn too_few_make_a_vote_that_is_not_valid(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = meeting(&house, &[]).await;
    for slug in ["carla", "dirk"] {
        let list = clerk
            .get("/desk/council/meetings/V26-0001/attendance")
            .await;
        let leave = format!("/attendance/{}/leave", member(&house, slug));
        clerk.submit(&list.form_with(&leave), &[]).await;
    }
    house.later(TimeDelta::minutes(1)).await;
    let sheet = begins(&house, &clerk, &[]).await;
    let warned =
        "2 leden zijn er, van wie 0 niet mogen meestemmen. Er kunnen 2 meedoen en 3 zijn nodig";
    assert!(
        sheet.text().contains(warned),
        "before the vote: {}",
        sheet.text()
    );
    let votes = [
        ("anna", "for"),
        ("bram", "for"),
        ("carla", "absent"),
        ("dirk", "absent"),
    ];
    let choices = each(&house, &votes);
    published(&house, &clerk, &admin, &with(&choices, &[])).await;
    let public = page(&house, PUBLIC).await;
    assert!(
        public.contains("Niet geldig: er deden te weinig leden mee"),
        "{public}"
    );
    assert!(
        !public.contains("Aangenomen") && !public.contains("Verworpen"),
        "{public}"
    );
    assert_eq!(
        house.text("SELECT state AS text FROM proposals"),
        "not_valid"
    );
}

async fn a_show_of_hands_counts_members_and_names_nobody(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = meeting(&house, &[]).await;
    begins(&house, &clerk, &[("vote_method", "hands")]).await;
    let faction = |slug: &str| {
        let query = format!("SELECT id AS number FROM factions WHERE slug = '{slug}'");
        house.number(&query)
    };
    let (zee, land) = (faction("zee"), faction("land"));
    let (zee_field, land_field) = (format!("f{zee}"), format!("f{land}"));
    let zee_for = format!("f{zee}-for");
    let seats = [
        (zee_field.as_str(), "divided"),
        (zee_for.as_str(), "3"),
        (land_field.as_str(), "for"),
        ("do", "offer"),
    ];
    let refused = writes(&clerk, &seats).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(
        refused
            .text()
            .contains("Bij de fractie ZEE staan 3 leden, en het zijn er 2."),
        "{}",
        refused.text()
    );
    let erred = land.to_string();
    let hands = [
        (zee_field.as_str(), "against"),
        (land_field.as_str(), "for"),
        ("erred", erred.as_str()),
    ];
    published(&house, &clerk, &admin, &hands).await;
    let public = page(&house, PUBLIC).await;
    assert!(
        public.contains("per fractie") && public.contains("zei zich te hebben vergist"),
        "{public}"
    );
    assert!(!public.contains("Lid anna"), "{public}");
    assert!(
        public.contains("0 voor en 4 tegen"),
        "without the mistake: {public}"
    );
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM vote_choices"),
        0
    );
    let anna = page(&house, "/council/members/anna").await;
    assert!(
        anna.contains("ZEE, <strong>Tegen</strong>")
            && anna.contains("Per fractie: wie wat stemde"),
        "what the faction did, and that it was the faction: {anna}"
    );
    let land = page(&house, "/council/factions/land").await;
    assert!(land.contains("<strong>Voor</strong>"), "{land}");
}

async fn of_a_secret_vote_there_are_numbers_only(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    going_on(&house, &clerk).await;
    let (clerk, admin) = (house.staff_again("clerk").await, house.staff("admin").await);
    propose(&clerk, "appointment", &[]).await;
    place(&house, &clerk, "B26-0001").await;
    let open = begins(&house, &clerk, &[("vote_subject", "appointment")]).await;
    assert!(
        open.text().contains("gaat het met briefjes"),
        "{}",
        open.text()
    );
    let by_ballot = [("vote_subject", "appointment"), ("vote_method", "secret")];
    let sheet = begins(&house, &clerk, &by_ballot).await;
    assert_eq!(sheet.path, SHEET, "{}", sheet.text());
    let ballots = [
        ("handed_in", "4"),
        ("blank", "1"),
        ("c1", "Wil de <b>Boer</b>"),
        ("c1-votes", "2"),
    ];
    let mut wrong = ballots.to_vec();
    wrong.push(("do", "offer"));
    let refused = writes(&clerk, &wrong).await;
    assert!(
        refused
            .text()
            .contains("zijn samen 3, en er zijn er 4 ingeleverd"),
        "{}",
        refused.text()
    );
    let right = [
        ("handed_in", "4"),
        ("blank", "1"),
        ("c1", "Wil de <b>Boer</b>"),
        ("c1-votes", "3"),
    ];
    published(&house, &clerk, &admin, &right).await;
    let anna = page(&house, "/council/members/anna").await;
    assert!(anna.contains("nog geen stemming gepubliceerd"), "{anna}");
    let public = page(&house, PUBLIC).await;
    assert!(
        public.contains("Gekozen:") && public.contains("Wil de &lt;b&gt;Boer"),
        "{public}"
    );
    assert!(public.contains("4 briefjes, waarvan 1 blanco"), "{public}");
    assert!(!public.contains("Lid anna"), "{public}");
    assert_eq!(house.text("SELECT state AS text FROM proposals"), "adopted");
    let named = "INSERT INTO vote_choices (version_id, member_id, method, choice, weight)
        SELECT v.id, 2, 'secret', 'for', 1 FROM vote_versions v";
    assert!(!house.takes(named), "who voted what cannot be kept");
    let named = "INSERT INTO vote_choices (version_id, member_id, method, choice, weight)
        SELECT v.id, 2, 'roll_call', 'for', 1 FROM vote_versions v";
    assert!(!house.takes(named), "nor by another name");
}

async fn a_correction_is_another_version_with_its_reason(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = meeting(&house, &[]).await;
    begins(&house, &clerk, &[]).await;
    let choices = each(&house, &THREE_TO_ONE);
    published(&house, &clerk, &admin, &with(&choices, &[])).await;
    let one_to_three = [
        ("anna", "for"),
        ("bram", "against"),
        ("carla", "against"),
        ("dirk", "against"),
    ];
    let right = each(&house, &one_to_three);
    let corrects = |who: &Visitor, reason: &'static str| {
        let (who, right) = (who.clone(), right.clone());
        async move {
            let form = who
                .get(&format!("{SHEET}/correct"))
                .await
                .form_with("reason");
            who.submit(&form, &with(&right, &[("reason", reason)]))
                .await
        }
    };
    let bare = corrects(&clerk, " ").await;
    assert_eq!(bare.status, 400, "{}", bare.text());
    let same = corrects(&admin, "De griffier vergiste zich.").await;
    assert_eq!(same.status, 409, "{}", same.text());
    let done = corrects(&clerk, "De griffier vergiste zich.").await;
    assert_eq!(done.path, PUBLIC, "{}", done.text());
    let public = page(&house, PUBLIC).await;
    for told in [
        "Verworpen",
        "Dit is versie 2",
        "De griffier vergiste zich.",
        "Aangenomen",
        "<del>Voor</del>",
    ] {
        assert!(public.contains(told), "{told}: {public}");
    }
    assert_eq!(
        house.text("SELECT state AS text FROM proposals"),
        "rejected"
    );
    let owed = "SELECT state AS text FROM commitments";
    assert_eq!(
        house.text(owed),
        "dropped",
        "what rested on the first result is owed no more"
    );
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM vote_versions"),
        2
    );
}

async fn what_a_chair_said_stands_beside_what_follows(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, admin) = meeting(&house, &[]).await;
    begins(&house, &clerk, &[]).await;
    let choices = each(&house, &THREE_TO_ONE);
    published(
        &house,
        &clerk,
        &admin,
        &with(&choices, &[("announced", "rejected")]),
    )
    .await;
    let public = page(&house, PUBLIC).await;
    assert!(public.contains("Aangenomen"), "{public}");
    assert!(
        public.contains("De voorzitter zei dat de uitslag was:"),
        "{public}"
    );
    assert!(public.contains("<strong>verworpen</strong>"), "{public}");
    assert_eq!(
        house.text("SELECT outcome AS text FROM vote_versions"),
        "adopted"
    );
    assert_eq!(
        house.text("SELECT announced AS text FROM vote_versions"),
        "rejected"
    );
}

async fn a_petition_shows_the_vote_and_is_told_once(engine: Engine) {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open("brug"));
    let mut zoe = house.citizen("Zoë", "zoe@voorbeeld.example");
    zoe.keep_informed = true;
    zoe.signs_and_confirms(&house, "brug").await;
    let (clerk, admin) = meeting(&house, &[("petition", "P26-0001")]).await;
    begins(&house, &clerk, &[]).await;
    let choices = each(&house, &THREE_TO_ONE);
    published(&house, &clerk, &admin, &with(&choices, &[])).await;
    let petition = page(&house, "/petitions/brug").await;
    assert!(
        petition.contains(PUBLIC) && petition.contains("Lid bram"),
        "{petition}"
    );
    let events = "SELECT COUNT(*) AS number FROM petition_events WHERE kind = 'voted'";
    assert_eq!(house.number(events), 1);
    let told = |mails: &[crate::support::mailbox::Mail]| {
        mails
            .iter()
            .filter(|mail| mail.text.contains(PUBLIC))
            .count()
    };
    let mails = house.mails_to("zoe@voorbeeld.example").await;
    assert_eq!(
        told(&mails),
        1,
        "{:?}",
        mails.iter().map(|mail| &mail.text).collect::<Vec<_>>()
    );
    let form = clerk
        .get(&format!("{SHEET}/correct"))
        .await
        .form_with("reason");
    clerk
        .submit(&form, &with(&choices, &[("reason", "Een tikfout.")]))
        .await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(
        told(&house.mails_to("zoe@voorbeeld.example").await),
        1,
        "once"
    );
}
