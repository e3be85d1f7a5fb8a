//! Renders every page × sample × language, strictly, and looks at what came out. With
//! `WEERKLANK_PAGES_DIR` the pages are written there, for the HTML checker.

use super::commitments;
use super::commitments::desk as desk_commitments;
use super::council;
use super::desk::account::AccountPage;
use super::desk::account::second_factor::SecondFactorPage;
use super::desk::audit::AuditPage;
use super::desk::sign_in::SignInPage;
use super::desk::sign_in::code::CodePage;
use super::desk::staff::StaffPage;
use super::desk::{DeskFrame, DeskView};
use super::dossiers::desk as desk_dossiers;
use super::dossiers::list::DossiersPage;
use super::dossiers::show::DossierPage;
use super::error_page::ErrorPage;
use super::errors::ErrorCode;
use super::follow::unsubscribe::UnsubscribePage;
use super::inputs;
use super::page::{Frame, PageView};
use super::petitions::check_mail::CheckMailPage;
use super::petitions::confirm::{ConfirmPage, ConfirmUnknownPage};
use super::petitions::desk::list::DeskListPage;
use super::petitions::desk::rule::RulePage;
use super::petitions::desk::show::DeskPetitionPage;
use super::petitions::list::ListPage;
use super::petitions::show::ShowPage;
use super::petitions::sign::{SignClosedPage, SignPage};
use super::petitions::support::confirm::ConfirmSupportPage;
use super::petitions::support::give::{GivePage, SentPage};
use super::petitions::taken_down::TakenDownPage;
use super::petitions::write::begin::BeginPage;
use super::petitions::write::check::CheckPage;
use super::petitions::write::later::LaterPage;
use super::petitions::write::news::NewsPage;
use super::petitions::write::similar::SimilarPage;
use super::petitions::write::status::StatusPage;
use super::petitions::write::step::StepPage;
use super::petitions::write::withdraw::WithdrawPage;
use super::petitions::write::{self, LinkUnknownPage};
use super::responses::answer_version::AnswerVersionPage;
use super::responses::desk;
use super::responses::incoming_papers::IncomingPapersPage;
use super::responses::round as round_answers;
use super::responses::worksheet;
use super::rounds::{self, desk as rounds_desk};
use super::site::content::TextPage;
use super::site::dev::{MailPage, MailboxPage};
use super::site::home::HomePage;
use super::site_view::{Site, THEME_URL};
use crate::templates::Templates;
use crate::templates::embedded::Sources;
use crate::texts::Texts;
use std::path::PathBuf;
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_domain::Language;
use weerklank_domain::people::{Grants, Role};

struct Press {
    templates: Templates,
    folder: Option<PathBuf>,
    printed: usize,
}

#[test]
fn render_every_page() {
    let sources = Sources::new(None);
    let texts = Arc::new(Texts::load(&sources).unwrap());
    #[expect(
        clippy::disallowed_methods,
        reason = "says where the HTML checker wants the pages"
    )]
    let folder = std::env::var_os("WEERKLANK_PAGES_DIR").map(PathBuf::from);
    let mut press = Press {
        templates: Templates::load(&sources, texts).unwrap(),
        folder,
        printed: 0,
    };
    press.print::<HomePage>("/");
    press.print::<ListPage>("/petitions");
    press.print::<ShowPage>("/petitions/veilige-havenstraat");
    press.print::<SignPage>("/petitions/veilige-havenstraat/sign");
    press.print::<SignClosedPage>("/petitions/veilige-havenstraat/sign");
    press.print::<CheckMailPage>("/petitions/veilige-havenstraat/signed/abc");
    press.print::<ConfirmPage>("/confirm/abc");
    press.print::<ConfirmUnknownPage>("/confirm/abc");
    press.print::<TakenDownPage>("/petitions/weg");
    press.print::<SignInPage>("/desk/sign-in");
    press.print::<CodePage>("/desk/sign-in/code");
    press.print_desk::<AccountPage>("/desk/account");
    press.print_desk::<SecondFactorPage>("/desk/account/second-factor");
    press.print_desk::<StaffPage>("/desk/staff");
    press.print_desk::<AuditPage>("/desk/audit");
    press.print_desk::<DeskListPage>("/desk/petitions");
    press.print_desk::<DeskPetitionPage>("/desk/petitions/P26-0001");
    press.print_desk::<RulePage>("/desk/petitions/P26-0001/refuse");
    press.print::<BeginPage>("/petitions/new");
    press.print::<StepPage>("/mine/abc/title");
    press.print::<SimilarPage>("/mine/abc/similar");
    press.print::<CheckPage>("/mine/abc");
    press.print::<StatusPage>("/mine/abc");
    press.print::<write::send::CheckMailPage>("/mine/abc/send");
    press.print::<LaterPage>("/mine/abc/later");
    press.print::<WithdrawPage>("/mine/abc/withdraw");
    press.print::<NewsPage>("/mine/abc/news");
    press.print::<LinkUnknownPage>("/mine/abc");
    press.print::<GivePage>("/support/abc");
    press.print::<SentPage>("/support/abc/sent");
    press.print::<ConfirmSupportPage>("/support/confirm/abc");
    press.print::<AnswerVersionPage>("/petitions/veilige-havenstraat/answers/1");
    press.print::<IncomingPapersPage>("/incoming-papers");
    press.print::<UnsubscribePage>("/unsubscribe/abc");
    press.print_desk::<desk::today::TodayPage>("/desk");
    press.print_desk::<desk::answers::AnswersPage>("/desk/answers");
    press.print_desk::<desk::mails::MailsPage>("/desk/mails");
    press.print_desk::<desk::hand_over::HandOverPage>("/desk/petitions/P26-0031/hand-over");
    press.print_desk::<desk::handling::HandlingPage>("/desk/petitions/P26-0031/handling");
    press.print_desk::<desk::events::EventsPage>("/desk/petitions/P26-0031/events");
    press.print_desk::<desk::answer::AnswerPage>("/desk/petitions/P26-0031/answer");
    press.print::<rounds::list::RoundListPage>("/rounds");
    press.print::<rounds::show::RoundPage>("/rounds/plein");
    press.print::<rounds::take_part::TakePartPage>("/rounds/plein/take-part");
    press.print::<rounds::cannot::CannotPage>("/rounds/plein/take-part");
    press.print::<rounds::statements::StatementsPage>("/rounds/plein/statements");
    press.print::<rounds::code::CodePage>("/rounds/plein/code");
    press.print::<rounds::confirm::ProvePage>("/take-part/confirm/abc");
    press.print::<rounds::sent::SentPage>("/take-part/sent/abc");
    press.print::<inputs::list::InputListPage>("/rounds/plein/inputs");
    press.print::<inputs::show::InputPage>("/rounds/plein/inputs/43");
    press.print::<inputs::show::ReceivedPage>("/rounds/plein/inputs/43/received");
    press.print::<inputs::mine::MyInputPage>("/my-input/abc");
    press.print::<inputs::mine::WithdrawInputPage>("/my-input/abc/withdraw");
    press.print::<super::responses::author::MyAnswerPage>("/my-input/abc/answer");
    press.print_desk::<rounds_desk::list::RoundsPage>("/desk/rounds");
    press.print_desk::<rounds_desk::plan::NewRoundPage>("/desk/rounds/new");
    press.print_desk::<rounds_desk::plan::PlanPage>("/desk/rounds/12/edit");
    press.print_desk::<rounds_desk::show::ShowPage>("/desk/rounds/12");
    press.print_desk::<rounds_desk::step::StepPage>("/desk/rounds/12/announce");
    press.print_desk::<rounds_desk::extend::ExtendPage>("/desk/rounds/12/extend");
    press.print_desk::<rounds_desk::cancel::CancelPage>("/desk/rounds/12/cancel");
    press.print_desk::<rounds_desk::notices::NoticesPage>("/desk/rounds/12/notices");
    press.print_desk::<rounds_desk::codes::CodesPage>("/desk/rounds/12/codes");
    press.print_desk::<rounds_desk::codes::LettersPage>("/desk/rounds/12/codes");
    press.print_desk::<rounds_desk::inputs::list::InputsPage>("/desk/rounds/12/inputs");
    press.print_desk::<rounds_desk::inputs::enter::EnterPage>("/desk/rounds/12/inputs/new");
    press.print_desk::<rounds_desk::inputs::import::ImportPage>("/desk/rounds/12/inputs/import");
    press.print_desk::<rounds_desk::inputs::show::InputPage>("/desk/rounds/12/inputs/43");
    press.print_desk::<round_answers::board::BoardPage>("/desk/rounds/12/answers");
    press.print::<super::representation::show::WhoPage>("/rounds/plein/who-took-part");
    press.print::<super::representation::tell::TellPage>("/rounds/plein/about-you");
    press.print_desk::<super::representation::desk::AskPage>("/desk/rounds/12/who-took-part");
    press.print_desk::<worksheet::upload::WorksheetsPage>("/desk/rounds/12/worksheets");
    press.print_desk::<worksheet::compare::ComparePage>("/desk/rounds/12/worksheets/3");
    press.print_desk::<round_answers::sort::SortPage>("/desk/rounds/12/answers/sort");
    press.print_desk::<round_answers::theme::ThemePage>("/desk/rounds/12/themes/1");
    press.print_desk::<round_answers::answer::AnswerPage>("/desk/rounds/12/answers/1");
    press.print_desk::<round_answers::handle::HandlePage>("/desk/rounds/12/inputs/43/answer");
    press.print_desk::<round_answers::publish::PublishPage>("/desk/rounds/12/report");
    press.print_desk::<round_answers::letters::LettersPage>("/desk/rounds/12/report/letters");
    press.print::<super::responses::report::ReportPage>("/rounds/plein/report");
    press.print_desk::<rounds_desk::legal_notice::LegalNoticePage>("/desk/rounds/12/notice");
    press.print::<super::replies::thread::ThreadPage>("/petitions/veilige-havenstraat/replies");
    press.print_desk::<super::replies::desk::staff::StaffReplyPage>(
        "/desk/petitions/P26-0031/reply",
    );
    press.print_desk::<super::replies::desk::list::DeskRepliesPage>("/desk/replies");
    press.print_desk::<super::moderation::desk::contribution::ContributionPage>("/desk/replies/7");
    press.print::<DossiersPage>("/dossiers");
    press.print::<DossierPage>("/dossiers/woonvisie");
    press.print_desk::<desk_dossiers::list::DeskDossiersPage>("/desk/dossiers");
    press.print_desk::<desk_dossiers::texts::TextsPage>("/desk/dossiers/D26-0001/texts");
    press.print_desk::<desk_dossiers::show::DeskDossierPage>("/desk/dossiers/D26-0001");
    press
        .print_desk::<desk_dossiers::phase::PhasePage>("/desk/dossiers/D26-0001/phases/evaluation");
    press.print_desk::<desk_dossiers::step::StepPage>("/desk/dossiers/D26-0001/move");
    press.print_desk::<desk_dossiers::copy::CopyPage>("/desk/dossiers/D26-0001/copy");
    press
        .print_desk::<desk_dossiers::documents::DocumentsPage>("/desk/dossiers/D26-0001/documents");
    press.print_desk::<desk_dossiers::replace::ReplacePage>("/desk/dossiers/D26-0001/documents/7");
    press.print_desk::<desk_dossiers::tasks::TasksPage>("/desk/dossiers/D26-0001/tasks");
    press
        .print_desk::<desk_dossiers::petitions::PetitionsPage>("/desk/dossiers/D26-0001/petitions");
    press.print::<super::moderation::rules::HouseRulesPage>("/house-rules");
    press.print::<super::moderation::report::ReportPage>("/report");
    press.print::<super::moderation::notice::NoticePage>("/notices/abc");
    press.print::<super::moderation::complain::ComplainPage>("/complaints/author/7/abc");
    press.print_desk::<super::moderation::desk::cases::CasesPage>("/desk/notices");
    press.print_desk::<super::moderation::desk::case::CasePage>("/desk/notices/7");
    press.print_desk::<super::moderation::desk::queue::list::QueuePage>("/desk/moderation");
    press.print_desk::<super::moderation::desk::queue::item::ItemPage>("/desk/moderation/7");
    press.print_desk::<super::moderation::desk::queue::signals::SignalsPage>(
        "/desk/moderation/signals",
    );
    press.print_desk::<super::moderation::desk::queue::holds::HoldsPage>("/desk/moderation/holds");
    press.print::<super::moderation::log::LogPage>("/moderation-log");
    press.print::<super::moderation::year::YearPage>("/moderation-log/2026");
    press.print_desk::<super::moderation::desk::rules::DeskRulesPage>("/desk/house-rules");
    press.print::<commitments::list::CommitmentsPage>("/commitments");
    press.print::<commitments::show::CommitmentPage>("/commitments/1");
    press.print::<commitments::follow::FollowPage>("/commitments/1/follow");
    press.print::<commitments::answer::AnswerPage>("/following/abc");
    press.print::<commitments::stop::StopPage>("/following/abc/stop");
    press.print_desk::<desk_commitments::list::DeskCommitmentsPage>("/desk/commitments");
    press.print_desk::<desk_commitments::make::MakePage>("/desk/commitments/new");
    press.print_desk::<desk_commitments::promise::PromisesPage>(
        "/desk/rounds/12/answers/3/promises",
    );
    press.print_desk::<desk_commitments::show::DeskCommitmentPage>("/desk/commitments/1");
    press.print_desk::<desk_commitments::step::StepPage>("/desk/commitments/1/move");
    press.print::<council::CalendarPage>("/council");
    press.print::<council::MeetingPage>("/council/meetings/V26-0003");
    press.print::<council::MemberPage>("/council/members/a-de-vries");
    press.print::<council::FactionPage>("/council/factions/zl");
    press.print::<council::ProposalPage>("/council/proposals/M26-0003");
    press.print::<council::VotePage>("/council/votes/S26-0004");
    press.print_desk::<council::CouncilPage>("/desk/council");
    press.print_desk::<council::DeskMeetingPage>("/desk/council/meetings/V26-0003");
    press.print_desk::<council::AttendancePage>("/desk/council/meetings/V26-0003/attendance");
    press.print_desk::<council::DeskProposalPage>("/desk/council/proposals/M26-0003");
    press.print_desk::<council::PeoplePage>("/desk/council/people");
    press.print_desk::<council::FormPage>("/desk/council/meetings/new");
    press.print_desk::<council::SheetPage>("/desk/council/votes/S26-0004");
    press.print::<ErrorPage>("/nergens");
    press.print::<TextPage>("/about");
    press.print::<MailboxPage>("/dev/mailbox");
    press.print::<MailPage>("/dev/mailbox/1");
    assert!(
        press.printed >= 2 * (ErrorCode::ALL.len() + 40),
        "{} pages",
        press.printed
    );
}

impl Press {
    /// Prints a page of the desk, as a clerk and as somebody who may only read sees it.
    fn print_desk<V: PageView>(&mut self, path: &str) {
        for (place, (name, view)) in V::samples().into_iter().enumerate() {
            let role = [Role::Clerk, Role::Reader, Role::Administrator][place % 3];
            for language in Language::ALL {
                let page = format!(
                    "{}-{name}-{}",
                    V::TEMPLATE.replace('/', "-"),
                    language.code()
                );
                let site = site(true);
                let actor = Actor {
                    staff_id: 1,
                    name: "Hinke <b>de</b> Boer".to_owned(),
                    grants: Grants::new(vec![(role, 1)]),
                };
                let frame = Frame::new(&site, language, path, "stage=waiting", &view);
                let desk = DeskView::of(&actor, path, "0123456789".to_owned());
                let frame = DeskFrame::new(frame, desk);
                let html = self.templates.html(V::TEMPLATE, language, &frame);
                let html = html.unwrap_or_else(|fault| panic!("{page}: {fault}"));
                self.keep(&page, &html, language, true);
            }
        }
    }

    fn keep(&mut self, page: &str, html: &str, language: Language, is_written: bool) {
        check(page, html, language);
        self.printed += 1;
        if let Some(folder) = self.folder.as_ref().filter(|_| is_written) {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(folder.join(format!("{page}.html")), html).unwrap();
        }
    }

    fn print<V: PageView>(&mut self, path: &str) {
        for (name, view) in V::samples() {
            for language in Language::ALL {
                for is_demo in [true, false] {
                    let page = format!(
                        "{}-{name}-{}",
                        V::TEMPLATE.replace('/', "-"),
                        language.code()
                    );
                    let site = site(is_demo);
                    let frame = Frame::new(&site, language, path, "q=a%20b&lang=nl", &view);
                    let html = self.templates.html(V::TEMPLATE, language, &frame);
                    let html = html.unwrap_or_else(|fault| panic!("{page}: {fault}"));
                    self.keep(&page, &html, language, is_demo);
                }
            }
        }
    }
}

fn site(is_demo: bool) -> Site {
    Site {
        name: "Rivierenland aan Zee".to_owned(),
        authority_name: "Rivierenland aan Zee".to_owned(),
        base_url: "https://petities.voorbeeld.nl".to_owned(),
        is_demo,
        has_contact: is_demo,
        contact_email: "griffie@voorbeeld.nl".to_owned(),
        has_theme: !is_demo,
        theme_url: THEME_URL,
        has_ordinance: is_demo,
        ordinance_url: "https://voorbeeld.nl/verordening".to_owned(),
        ordinance_title: "Participatieverordening 2027, versie 1".to_owned(),
        has_duty_cases: is_demo,
        duty_cases: vec!["Meer dan honderd woningen".to_owned()],
    }
}

fn check(page: &str, html: &str, language: Language) {
    assert!(
        html.contains(&format!("<html lang=\"{}\"", language.code())),
        "{page} has no language"
    );
    for never in [
        " style=",
        "<style",
        " onclick",
        "javascript:",
        "src=\"http",
        "{{",
        "<b>der</b>",
    ] {
        assert!(!html.contains(never), "{page} contains {never}");
    }
    for script in html.split("<script").skip(1) {
        assert!(
            script
                .trim_start_matches(' ')
                .starts_with("type=\"module\" src=\"/assets/"),
            "{page}: inline script"
        );
    }
    assert_eq!(
        html.matches("<h1").count(),
        1,
        "{page} has one main heading"
    );
}

/// Every message that Rust or a template asks for exists in both languages, and none is left over.
#[test]
fn messages_are_complete_and_used() {
    let sources = Sources::new(None);
    let keys = |language: Language| -> Vec<String> {
        let folder = format!("messages/{}/", language.code());
        let files = sources.names(&folder, ".ftl");
        let lines = files
            .iter()
            .map(|name| sources.text(name).unwrap())
            .collect::<Vec<_>>()
            .join("\n");
        lines
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
            .collect()
    };
    let (mut dutch, mut english) = (keys(Language::Nl), keys(Language::En));
    dutch.sort();
    english.sort();
    assert_eq!(dutch, english, "both languages have the same messages");
    let mut unique = dutch.clone();
    unique.dedup();
    assert_eq!(unique, dutch, "no message stands twice");
    let templates: String = sources
        .names("", ".hbs")
        .iter()
        .map(|name| sources.text(name).unwrap())
        .collect();
    let unused: Vec<&String> = dutch
        .iter()
        .filter(|key| !is_used(key, &templates))
        .collect();
    assert_eq!(unused, Vec::<&String>::new(), "nobody asks for these");
    for code in codes() {
        assert!(dutch.contains(&code), "no message {code}");
    }
}

/// Prefixes whose messages follow a closed list of codes.
const CODED: &[&str] = &[
    "work-",
    "sheet-",
    "who-",
    "response-state-",
    "theme-event-",
    "set-aside-",
    "report-consequence-",
    "report-change-",
    "input-sender-",
    "take-part-sender-",
    "report-group-",
    "done-with-",
    "round-state-",
    "round-form-",
    "round-access-",
    "round-respondents-",
    "round-notice-",
    "extension-cause-",
    "procedure-",
    "cannot-reason-",
    "prove-heading-",
    "prove-next-",
    "received-mail-",
    "my-input-why-",
    "my-answer-said-",
    "my-answer-trouble-",
    "ballot-",
    "input-state-",
    "input-channel-",
    "input-sort-",
    "input-unread-",
    "mail-prove-lead-",
    "mail-prove-ask-",
    "mail-prove-button-",
    "mail-moderated-lead-",
    "mail-moderated-news-",
    "mail-moderated-petition-",
    "mail-reply-moderated-lead-",
    "reply-sort-",
    "reply-stance-",
    "reply-stub-",
    "reply-back-",
    "reply-role-",
    "desk-replies-tab-",
    "desk-replies-lead-",
    "desk-replies-none-",
    "desk-reply-state-",
    "house-rule-",
    "item-",
    "moderation-kind-",
    "moderation-action-",
    "moderation-do-",
    "limit-",
    "mail-suspended-subject",
    "decision-term-",
    "moderation-source-",
    "notice-outcome-",
    "complaint-outcome-",
    "case-kind-",
    "language-",
    "phase-",
    "statutory-phase-",
    "phase-status-",
    "phase-level-",
    "phase-promise-",
    "scope-part-",
    "scope-hint-",
    "move-kind-",
    "dossier-state-",
    "dossier-round-",
    "desk-password-",
    "desk-role-",
    "audit-act-",
    "desk-stage-",
    "desk-sort-",
    "desk-rule-",
    "desk-ruling-",
    "desk-done-",
    "obligation-kind-",
    "answer-field-",
    "answer-error-",
    "desk-mail-",
    "write-heading-",
    "write-hint-",
    "write-error-",
    "form-field-",
    "handling-",
    "obligation-",
    "mail-news-subject-",
    "mail-news-lead-",
    "petition-state-",
    "petition-event-",
    "petition-step-",
    "verdict-",
    "refusal-",
    "taken-down-",
    "field-error-",
    "error-title-",
    "error-text-",
    "place-",
    "channel-",
    "sort-",
    "month-",
    "instrument-",
    "sign-closed-",
    "signatures-field-",
    "desk-input-tab-",
    "desk-input-moderation-",
    "desk-input-done-",
    "desk-import-fault-",
    "desk-round-state-",
    "desk-round-form-",
    "desk-round-access-",
    "desk-round-moderation-",
    "desk-round-respondents-",
    "desk-round-phase-",
    "desk-round-procedure-",
    "desk-round-language-",
    "desk-round-cause-",
    "desk-round-notice-",
    "desk-round-moment-",
    "desk-round-outcome-",
    "desk-round-by-",
    "desk-round-value-",
    "desk-round-step-",
    "desk-round-lead-",
    "desk-round-lack-",
    "calendar-round-",
    "calendar-council-",
    "feed-round-",
    "feed-commitment-",
    "commitment-state-",
    "commitment-step-",
    "commitment-about-",
    "commitment-said-",
    "mail-commitment-lead-",
    "meeting-state-",
    "meeting-step-",
    "attendance-mode-",
    "topic-",
    "vote-outcome-",
    "vote-basis-",
    "vote-method-",
    "vote-choice-",
    "vote-meant-choice-",
    "vote-said-",
    "vote-key-",
    "vote-breaker-",
    "vote-subject-",
    "vote-problem-",
    "vote-warning-",
    "vote-sheet-state-",
    "vote-position-",
    "council-fact-",
    "council-form-",
    "council-hint-",
    "membership-role-",
    "mover-role-",
    "proposal-kind-",
    "proposal-state-",
    "proposal-step-",
    "desk-commitment-heading-",
    "desk-commitment-lead-",
    "desk-commitment-submit-",
];

fn is_used(key: &str, templates: &str) -> bool {
    let is_coded = CODED.iter().any(|prefix| key.starts_with(prefix));
    let by_rust = [
        "date-pattern",
        "datetime-pattern",
        "content-contact-none",
        "content-house-rules-body",
    ]
    .contains(&key)
        || super::site::content::TEXTS
            .iter()
            .any(|(_, title, body)| key == *title || key == *body)
        || weerklank_store::outbox::Message::ALL
            .into_iter()
            .any(|message| key == crate::mail::subject_key(message, None));
    is_coded || by_rust || templates.contains(&format!("t \"{key}\""))
}

/// Every message that follows a code.
fn codes() -> Vec<String> {
    use weerklank_domain::commitments::{CommitmentState, StepKind};
    use weerklank_domain::council::{
        Announced, AttendanceMode, Basis, Breaker, Choice, MeetingState, MeetingStep,
        MembershipRole, Method, MoverRole, NeverClosed, ProposalKind, ProposalState, ProposalStep,
    };
    use weerklank_domain::dossiers::{
        DossierState, Level, MoveKind, PhaseKind, ScopePart, StatutoryPhase,
    };
    use weerklank_domain::inputs::Sender;
    use weerklank_domain::moderation::{Concern, ItemKind, Signal};
    use weerklank_domain::obligations::ObligationKind;
    use weerklank_domain::people::AuditAct;
    use weerklank_domain::petitions::{
        EventKind, Handling, PetitionState, PlaceKind, RefusalCode, TakenDownReason, Verdict,
    };
    use weerklank_domain::representation::{AgeBand, Question, Residence, Voice};
    use weerklank_domain::responses::{
        DoneWith, ResponseState, SetAsideReason, SheetFault, SheetField, ThemeEvent,
    };
    use weerklank_domain::rounds::RoundState;
    use weerklank_store::petitions::Sort;
    let with = |prefix: &str, codes: Vec<&str>| -> Vec<String> {
        codes
            .iter()
            .map(|code| format!("{prefix}-{}", code.replace('_', "-")))
            .collect()
    };
    let errors: Vec<&str> = ErrorCode::ALL.into_iter().map(ErrorCode::code).collect();
    let public = PetitionState::ALL
        .into_iter()
        .map(PetitionState::code)
        .collect();
    [
        with("petition-state", public),
        with(
            "petition-event",
            EventKind::ALL.iter().map(|kind| kind.code()).collect(),
        ),
        with("petition-step", vec!["closed", "handed_over", "answered"]),
        with(
            "verdict",
            Verdict::ALL.iter().map(|verdict| verdict.code()).collect(),
        ),
        with(
            "refusal",
            RefusalCode::ALL.iter().map(|code| code.code()).collect(),
        ),
        with(
            "taken-down",
            TakenDownReason::ALL
                .iter()
                .map(|reason| reason.code())
                .collect(),
        ),
        with(
            "field-error",
            vec![
                "required",
                "too_long",
                "invalid_email",
                "invalid_postcode",
                "invalid_name",
                "wrong_code",
            ],
        ),
        with(
            "phase",
            PhaseKind::ALL.iter().map(|kind| kind.code()).collect(),
        ),
        with("phase", vec!["finish"]),
        with(
            "statutory-phase",
            StatutoryPhase::ALL.iter().map(|kind| kind.code()).collect(),
        ),
        with(
            "phase-status",
            vec!["present", "done", "left", "skipped", "coming"],
        ),
        with(
            "phase-level",
            Level::ALL.iter().map(|level| level.code()).collect(),
        ),
        with(
            "phase-promise",
            Level::ALL.iter().map(|level| level.code()).collect(),
        ),
        with(
            "scope-part",
            ScopePart::ALL.iter().map(|part| part.code()).collect(),
        ),
        with(
            "scope-hint",
            ScopePart::ALL.iter().map(|part| part.code()).collect(),
        ),
        with(
            "answer-field",
            ScopePart::ALL.iter().map(|part| part.code()).collect(),
        ),
        with(
            "move-kind",
            MoveKind::ALL.iter().map(|kind| kind.code()).collect(),
        ),
        with(
            "dossier-state",
            DossierState::ALL.iter().map(|state| state.code()).collect(),
        ),
        with(
            "dossier-round",
            RoundState::ALL
                .iter()
                .filter(|state| state.is_public())
                .map(|state| state.code())
                .collect(),
        ),
        with(
            "language",
            Language::ALL.into_iter().map(Language::code).collect(),
        ),
        with("answer-error", super::dossiers::desk::PROBLEMS.to_vec()),
        with("answer-error", desk_commitments::PROBLEMS.to_vec()),
        with("answer-error", council::problems()),
        with("vote-outcome", council::results::outcomes()),
        with("council-fact", council::results::FACTS.to_vec()),
        with(
            "vote-basis",
            Basis::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "vote-method",
            Method::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "vote-choice",
            Choice::ALL.iter().map(|it| it.code()).collect(),
        ),
        with("vote-key", Choice::ALL.iter().map(|it| it.code()).collect()),
        with(
            "vote-said",
            Announced::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "vote-breaker",
            Breaker::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "vote-subject",
            vec!["matter", "appointment", "nomination", "recommendation"],
        ),
        with("vote-problem", council::UNSOUND.to_vec()),
        with(
            "vote-warning",
            vec!["cannot_be_valid", "no_margin", "cannot_be_adopted"],
        ),
        with("vote-sheet-state", vec!["draft", "offered", "published"]),
        with(
            "vote-method-short",
            vec!["roll_call", "hands", "electronic", "secret"],
        ),
        with("vote-position", vec!["for", "against", "divided"]),
        with("vote-meant-choice", vec!["for", "against", "abstain"]),
        with(
            "meeting-step",
            MeetingStep::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "attendance-mode",
            AttendanceMode::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "topic",
            NeverClosed::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "commitment-state",
            CommitmentState::ALL.iter().map(|it| it.code()).collect(),
        ),
        with("commitment-state", vec!["overdue"]),
        with(
            "meeting-state",
            MeetingState::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "membership-role",
            MembershipRole::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "mover-role",
            MoverRole::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "proposal-kind",
            ProposalKind::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "proposal-state",
            ProposalState::ALL.iter().map(|it| it.code()).collect(),
        ),
        with("proposal-step", vec!["table", "vote"]),
        with(
            "proposal-step",
            ProposalStep::BY_HAND.iter().map(|it| it.code()).collect(),
        ),
        with(
            "commitment-step",
            StepKind::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "feed-commitment",
            StepKind::ALL.iter().map(|it| it.code()).collect(),
        ),
        with(
            "mail-commitment-lead",
            StepKind::ALL.iter().map(|it| it.code()).collect(),
        ),
        with("commitment-said", vec!["done", "not_done"]),
        with("commitment-about", vec!["dossier", "round", "petition"]),
        with(
            "audit-act",
            AuditAct::ALL.iter().map(|act| act.code()).collect(),
        ),
        with("answer-error", super::responses::desk::PROBLEMS.to_vec()),
        with(
            "desk-mail",
            weerklank_store::outbox::Message::ALL
                .into_iter()
                .map(weerklank_store::outbox::Message::code)
                .collect(),
        ),
        with(
            "handling",
            Handling::ALL
                .iter()
                .map(|handling| handling.code())
                .collect(),
        ),
        with(
            "obligation",
            ObligationKind::ALL.iter().map(|kind| kind.code()).collect(),
        ),
        with("answer-error", super::rounds::desk::PROBLEMS.to_vec()),
        with("work-trouble", round_answers::TROUBLES.to_vec()),
        with("work-done", round_answers::DONE.to_vec()),
        with(
            "who-question",
            Question::ALL
                .iter()
                .map(|question| question.code())
                .collect(),
        ),
        with("who-age", AgeBand::ALL.iter().map(|it| it.code()).collect()),
        with(
            "who-residence",
            Residence::ALL.iter().map(|it| it.code()).collect(),
        ),
        with("who-voice", Voice::ALL.iter().map(|it| it.code()).collect()),
        with("answer-error", vec!["tell_something"]),
        with("work-tab", vec!["board", "sort", "report", "worksheet"]),
        with("answer-error", worksheet::FILE_PROBLEMS.to_vec()),
        with(
            "sheet-fault",
            SheetFault::ALL.iter().map(|fault| fault.code()).collect(),
        ),
        with(
            "answer-field",
            SheetField::ALL.iter().map(|field| field.code()).collect(),
        ),
        with("work-tab", vec!["board", "sort", "report"]),
        with(
            "input-sender",
            Sender::ALL.iter().map(|sender| sender.code()).collect(),
        ),
        with(
            "take-part-sender",
            Sender::GROUPS.iter().map(|sender| sender.code()).collect(),
        ),
        with(
            "report-group",
            Sender::ALL.iter().map(|sender| sender.code()).collect(),
        ),
        with("report-group", vec!["all"]),
        with(
            "done-with",
            DoneWith::ALL.iter().map(|done| done.code()).collect(),
        ),
        with("report-change", vec!["added", "changed", "gone"]),
        with(
            "report-consequence",
            vec![
                "changed",
                "unchanged",
                "outside",
                "aside",
                "withdrawn",
                "removed",
                "open",
            ],
        ),
        with(
            "response-state",
            ResponseState::ALL
                .iter()
                .map(|state| state.code())
                .collect(),
        ),
        with(
            "theme-event",
            ThemeEvent::ALL.iter().map(|kind| kind.code()).collect(),
        ),
        with(
            "set-aside",
            SetAsideReason::ALL
                .iter()
                .map(|reason| reason.code())
                .collect(),
        ),
        with(
            "answer-error",
            super::rounds::desk::inputs::PROBLEMS.to_vec(),
        ),
        with(
            "desk-import-fault",
            super::rounds::desk::inputs::import::ROW_PROBLEMS.to_vec(),
        ),
        with(
            "item-kind",
            ItemKind::ALL.iter().map(|kind| kind.code()).collect(),
        ),
        with(
            "item-why",
            Concern::ALL.iter().map(|why| why.code()).collect(),
        ),
        with(
            "item-signal",
            Signal::ALL.iter().map(|signal| signal.code()).collect(),
        ),
        with("item-whose", super::moderation::desk::queue::WHOSE.to_vec()),
        with("item-done", vec!["approve", "hide", "keep"]),
        with(
            "house-rule",
            weerklank_domain::moderation::HouseRule::ALL
                .iter()
                .map(|rule| rule.code())
                .collect(),
        ),
        with(
            "moderation-action",
            weerklank_domain::inputs::ModerationAction::ALL
                .iter()
                .map(|action| action.code())
                .collect(),
        ),
        with(
            "moderation-do",
            weerklank_domain::inputs::ModerationAction::ALL
                .iter()
                .map(|action| action.code())
                .collect(),
        ),
        with(
            "limit",
            weerklank_domain::inputs::ModerationAction::ALL
                .iter()
                .filter(|action| action.is_limit())
                .map(|action| action.code())
                .collect(),
        ),
        with(
            "decision-term",
            weerklank_domain::moderation::Term::ALL
                .iter()
                .map(|term| term.code())
                .collect(),
        ),
        with("field-error", vec!["left_out"]),
        with(
            "moderation-source",
            weerklank_domain::moderation::DecisionSource::ALL
                .iter()
                .map(|source| source.code())
                .collect(),
        ),
        with("error-title", errors.clone()),
        with("error-text", errors),
        with(
            "place",
            PlaceKind::ALL.into_iter().map(PlaceKind::code).collect(),
        ),
        with(
            "my-input-why",
            weerklank_domain::inputs::CannotRewrite::ALL
                .iter()
                .map(|why| why.code())
                .collect(),
        ),
        with(
            "my-answer-said",
            weerklank_domain::responses::HeardVoice::ALL
                .iter()
                .map(|says| says.code())
                .collect(),
        ),
        with(
            "my-answer-trouble",
            super::responses::author::TROUBLES.to_vec(),
        ),
        with("sort", Sort::ALL.into_iter().map(Sort::code).collect()),
        with(
            "sign-closed-title",
            vec!["not_open_yet", "closed", "not_open"],
        ),
        with(
            "sign-closed-text",
            vec!["not_open_yet", "closed", "not_open"],
        ),
        with(
            "instrument",
            vec!["petition", "citizens_initiative", "uk_petition"],
        ),
        (1..=12).map(|month| format!("month-{month}")).collect(),
    ]
    .concat()
}
