//! Every mail in every language, strictly.

use super::{Letter, LetterMail, LetterSite, subject_key, templates_of};
use crate::mail::content::{
    CommitmentContent, Content, ForwardedContent, GroundsContent, InputContent, LinkContent,
    NewsContent, NoticeContent, PetitionDecisionContent, ProofContent, ReceivedContent,
    ReplyContent, SignatureContent, SupportContent,
};
use crate::templates::Templates;
use crate::templates::embedded::Sources;
use crate::texts::Texts;
use std::sync::Arc;
use weerklank_domain::Language;
use weerklank_domain::commitments::StepKind;
use weerklank_domain::petitions::EventKind;
use weerklank_store::outbox::Message;

const AT: &str = "2026-03-02T10:00:00Z";

fn news(is_rich: bool, event: EventKind) -> NewsContent {
    NewsContent {
        name: "Zoë <b>van</b> der Ploeg".into(),
        title: "Een bankje & een boom".into(),
        reference: "P26-0001".into(),
        event: event.code(),
        has_ground: is_rich,
        ground: "duplicate".into(),
        has_class: is_rich,
        class: "threat".into(),
        has_text: is_rich,
        text: "Zeg wat er moet gebeuren.".into(),
        has_url: is_rich,
        url: "https://voorbeeld.nl/agenda".into(),
        has_petition_url: is_rich,
        petition_url: "https://voorbeeld.nl/petitions/bankje".into(),
        has_page: is_rich,
        page_url: "https://voorbeeld.nl/mine/abc".into(),
        has_support_url: is_rich,
        support_url: "https://voorbeeld.nl/support/abc".into(),
        supporters_needed: 25,
        was_backed: is_rich,
        has_unsubscribe: is_rich,
        unsubscribe_url: "https://voorbeeld.nl/unsubscribe/abc".into(),
    }
}

fn samples(message: Message) -> Vec<(Option<EventKind>, Content)> {
    let both = [true, false];
    match message {
        Message::ConfirmSignature
        | Message::ConfirmReminder
        | Message::AlreadySigned
        | Message::MailboxFull => both
            .map(|has_closes_at| {
                let content = SignatureContent {
                    name: "Zoë".into(),
                    title: "Een bankje".into(),
                    confirm_url: "https://voorbeeld.nl/confirm/abc".into(),
                    code: "123456".into(),
                    petition_url: "https://voorbeeld.nl/petitions/bankje".into(),
                    expires_at: AT.into(),
                    closes_at: AT.into(),
                    has_closes_at,
                };
                (None, Content::Signature(content))
            })
            .to_vec(),
        Message::DraftLink | Message::FileLink => both
            .map(|has_name| {
                let content = LinkContent {
                    has_name,
                    name: "Zoë".into(),
                    title: "Een bankje".into(),
                    page_url: "https://voorbeeld.nl/mine/abc".into(),
                    is_filing: message == Message::FileLink,
                    kept_until: AT.into(),
                };
                (None, Content::Link(content))
            })
            .to_vec(),
        Message::PetitionReceived => vec![(
            None,
            Content::Received(ReceivedContent {
                name: "Zoë".into(),
                title: "Een bankje".into(),
                reference: "P26-0001".into(),
                submitted_at: AT.into(),
                decide_by: "2026-03-16".into(),
                body_name: "Gemeenteraad".into(),
                page_url: "https://voorbeeld.nl/mine/abc".into(),
            }),
        )],
        Message::PetitionNews | Message::SignerNews => EventKind::ALL
            .iter()
            .flat_map(|kind| both.map(|is_rich| (Some(*kind), Content::News(news(is_rich, *kind)))))
            .collect(),
        Message::PetitionModerated => petition_decisions(),
        Message::ConfirmSupport => vec![(
            None,
            Content::Support(SupportContent {
                name: "Zoë".into(),
                title: "Een bankje".into(),
                confirm_url: "https://voorbeeld.nl/support/confirm/abc".into(),
                expires_at: AT.into(),
            }),
        )],
        Message::ForwardedPetition => both
            .map(|is_rich| {
                let content = ForwardedContent {
                    to_name: "Provincie".into(),
                    title: "Een bankje".into(),
                    reference: "P26-0001".into(),
                    has_text: is_rich,
                    text: "U gaat hierover.".into(),
                    observation: "Er staat geen bankje.".into(),
                    has_observation: is_rich,
                    request: "Zet er een.".into(),
                    explanation: "Daarom.".into(),
                    has_explanation: is_rich,
                    petitioner_name: "Zoë".into(),
                    petitioner_email: "zoe@voorbeeld.nl".into(),
                    filed_at: AT.into(),
                };
                (None, Content::Forwarded(content))
            })
            .to_vec(),
        Message::CommitmentNews | Message::CommitmentDone => StepKind::ALL
            .iter()
            .flat_map(|kind| {
                both.map(|is_rich| {
                    let content = CommitmentContent {
                        reference: "T-12".into(),
                        title: "Een bankje & een boom".into(),
                        event: kind.code(),
                        due_on: "2026-03-16".into(),
                        is_moved: *kind == StepKind::Moved,
                        has_reason: is_rich,
                        reason: "Daarom.".into(),
                        has_url: is_rich,
                        url: "https://voorbeeld.nl/bankje".into(),
                        commitment_url: "https://voorbeeld.nl/commitments/12".into(),
                        answer_url: "https://voorbeeld.nl/following/abc".into(),
                        answer_until: "2026-05-01".into(),
                        stop_url: "https://voorbeeld.nl/following/abc/stop".into(),
                    };
                    (None, Content::Commitment(content))
                })
            })
            .collect(),
        Message::Prove => [
            "session",
            "input",
            "ballot",
            "endorsement",
            "reply",
            "agreement",
            "follow",
        ]
        .into_iter()
        .flat_map(|purpose| {
            both.map(|has_round| {
                let content = ProofContent {
                    purpose: purpose.to_owned(),
                    is_suspended: purpose == "session" && has_round,
                    suspended_until: AT.into(),
                    has_round,
                    round_title: "Een plein om te blijven".into(),
                    confirm_url: "https://voorbeeld.nl/take-part/confirm/abc".into(),
                    expires_at: AT.into(),
                };
                (None, Content::Proof(content))
            })
        })
        .collect(),
        Message::InputReceived
        | Message::InputModerated
        | Message::RoundNews
        | Message::PapersChanged
        | Message::RoundAnswered => inputs(),
        Message::ReplyModerated => replies(),
        Message::NoticeNews => notices(),
    }
}

fn petition_decisions() -> Vec<(Option<EventKind>, Content)> {
    use weerklank_domain::inputs::ModerationAction as A;
    let of_both = [
        A::Hide,
        A::Redact,
        A::Warn,
        A::Suspend,
        A::Remove,
        A::Restore,
        A::Keep,
    ];
    let cases = of_both
        .into_iter()
        .flat_map(|action| [(action, true), (action, false)])
        .chain([(A::Close, false)]);
    cases
        .map(|(action, has_news)| {
            let content = PetitionDecisionContent {
                name: "Zoë <b>van</b> der Ploeg".into(),
                title: "Een bankje & een boom".into(),
                reference: "P26-0001".into(),
                has_news,
                news: "Er waren veel mensen.".into(),
                page_url: "https://voorbeeld.nl/mine/abc".into(),
                action: action.code(),
                grounds: grounds(has_news, "insult"),
                has_reason: has_news,
                reason: "Daarom.".into(),
            };
            (None, Content::PetitionDecision(content))
        })
        .collect()
}

fn replies() -> Vec<(Option<EventKind>, Content)> {
    use weerklank_domain::inputs::ModerationAction;
    let both = [true, false];
    ModerationAction::ALL
        .iter()
        .flat_map(|action| {
            both.map(|is_rich| {
                let content = ReplyContent {
                    has_name: is_rich,
                    name: "Zoë <b>van</b> der Ploeg".into(),
                    title: "Een plein om te blijven".into(),
                    text: "Dat klopt niet.".into(),
                    thread_url: "https://voorbeeld.nl/rounds/plein/inputs/43/replies".into(),
                    action: action.code(),
                    grounds: grounds(is_rich, "insult"),
                    has_reason: is_rich,
                    reason: "Daarom.".into(),
                };
                (None, Content::Reply(content))
            })
        })
        .collect()
}

fn notices() -> Vec<(Option<EventKind>, Content)> {
    weerklank_domain::moderation::NoticeOutcome::ALL
        .iter()
        .flat_map(|outcome| {
            [true, false].map(|is_rich| {
                let content = NoticeContent {
                    has_name: is_rich,
                    name: "Zoë <b>van</b> der Ploeg".into(),
                    number: "M26-0007".into(),
                    is_decided: is_rich,
                    outcome: if is_rich { outcome.code() } else { "" },
                    reason: "Daarom.".into(),
                    page_url: "https://voorbeeld.nl/notices/abc".into(),
                };
                (None, Content::Notice(content))
            })
        })
        .collect()
}

fn grounds(has_rule: bool, rule: &'static str) -> GroundsContent {
    GroundsContent {
        can_complain: has_rule,
        has_end: true,
        ends_at: AT.into(),
        has_rule,
        rule,
        rule_version: 2,
        facts: "Er staat een scheldwoord <b>der</b>.".into(),
        rules_url: "https://voorbeeld.nl/house-rules/2".into(),
        complaint_url: "https://voorbeeld.nl/complaints/author/7/abc".into(),
    }
}

fn inputs() -> Vec<(Option<EventKind>, Content)> {
    use weerklank_domain::inputs::ModerationAction;
    let one = |action: ModerationAction, is_rich: bool, rule: &'static str| InputContent {
        has_name: is_rich,
        name: "Zoë <b>van</b> der Ploeg".into(),
        number: "R12-0043".into(),
        text: "Laat de bomen staan.".into(),
        round_title: "Een plein om te blijven".into(),
        round_url: "https://voorbeeld.nl/rounds/plein".into(),
        mine_url: "https://voorbeeld.nl/my-input/abc".into(),
        answer_url: "https://voorbeeld.nl/my-input/abc/answer".into(),
        asks_speaker: is_rich,
        is_late: is_rich,
        can_change: !is_rich,
        has_answer_by: is_rich,
        answer_by: "2026-06-01".into(),
        has_closes_at: is_rich,
        closes_at: AT.into(),
        action: action.code(),
        grounds: grounds(is_rich, rule),
        has_reason: is_rich,
        reason: "Daarom.".into(),
        is_cancelled: is_rich,
    };
    let rules = weerklank_domain::moderation::HouseRule::ALL;
    let mut samples: Vec<InputContent> = rules
        .iter()
        .map(|rule| one(ModerationAction::Hide, true, rule.code()))
        .collect();
    // An input stays in its round.
    let done = ModerationAction::ALL
        .iter()
        .filter(|action| **action != ModerationAction::Move);
    samples.extend(done.map(|action| one(*action, false, "")));
    samples.push(InputContent {
        is_cancelled: false,
        ..one(ModerationAction::Approve, true, "insult")
    });
    samples
        .into_iter()
        .map(|content| (None, Content::Input(content)))
        .collect()
}

#[test]
fn render_every_mail() {
    let sources = Sources::new(None);
    let texts = Arc::new(Texts::load(&sources).unwrap());
    let templates = Templates::load(&sources, texts).unwrap();
    for message in Message::ALL {
        for (event, content) in samples(message) {
            for language in Language::ALL {
                let name = format!("{}, {event:?}, {}", message.code(), language.code());
                let subject_key = subject_key(message, event);
                let subject = templates.texts().plain(language, &subject_key);
                assert_ne!(subject, subject_key, "{name} has no subject");
                let letter = Letter {
                    lang: language.code(),
                    site: LetterSite {
                        name: "Testwater",
                        authority_name: "Testwater",
                        base_url: "https://voorbeeld.nl",
                    },
                    mail: LetterMail {
                        subject_key,
                        contact_email: "griffie@voorbeeld.nl".into(),
                        has_contact: language == Language::Nl,
                        content: content.clone(),
                    },
                };
                let [text, html] = templates_of(message);
                let text = templates.plain(text, language, &letter);
                let text = text.unwrap_or_else(|fault| panic!("{name}: {fault}"));
                let html = templates.html(html, language, &letter);
                let html = html.unwrap_or_else(|fault| panic!("{name}: {fault}"));
                for (what, body) in [("text", &text), ("html", &html)] {
                    assert!(!body.contains("{{"), "{name}, {what}: {body}");
                }
                assert!(!html.contains("<b>van</b>"), "{name}: not escaped");
                assert!(!text.contains("\n\n\n"), "{name}: a gap in {text}");
            }
        }
    }
}
