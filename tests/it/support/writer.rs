//! Somebody who writes a petition, one page after the other, in a browser without scripts.

use super::harness::{TestHouse, start_of_test};
use super::mailbox::{Mail, MailKind};
use super::personas::Citizen;
use super::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_domain::calendar::day_of;

/// The words of the petition that most tests write.
pub const TITLE: &str = "Maak de Schoolstraat veilig";
pub const REQUEST: &str = "Wij vragen de raad een zebrapad te maken.";

/// A petitioner, known by nothing but the link.
pub struct Writer {
    pub browser: Visitor,
    pub name: String,
    pub email: String,
    /// The address of the petitioner's page: `/mine/{token}`.
    pub mine: String,
}

/// The last day of signing that the tests choose.
pub fn closing_day() -> String {
    (day_of(start_of_test()) + TimeDelta::days(60)).to_string()
}

impl Writer {
    /// Types a title and has a draft.
    pub async fn begins(house: &TestHouse, title: &str) -> Self {
        let browser = house.visitor();
        let form = browser.get("/petitions/new").await.post_form();
        let next = browser.submit(&form, &[("title", title)]).await;
        assert_eq!(next.status, 200, "{}", next.text());
        let token = next.path.split('/').nth(2).unwrap();
        Self {
            mine: format!("/mine/{token}"),
            browser,
            name: "Fenna de Schrijver".to_owned(),
            email: "fenna@voorbeeld.example".to_owned(),
        }
    }

    /// One of the petitioner's pages.
    pub async fn page(&self, ending: &str) -> Answer {
        self.browser.get(&format!("{}{ending}", self.mine)).await
    }

    /// Opens a question and answers it.
    pub async fn answers(&self, step: &str, filled: &[(&str, &str)]) -> Answer {
        let page = self.page(&format!("/{step}")).await;
        assert_eq!(page.status, 200, "{step}: {}", page.text());
        self.browser.submit(&page.post_form(), filled).await
    }

    /// Answers every question after the title; the name stays hidden.
    pub async fn answers_everything(&self, instrument: &str) {
        let closing = closing_day();
        for (step, value) in [
            ("observation", "Auto's rijden **hard**."),
            ("request", REQUEST),
            ("explanation", ""),
            ("body", "raad"),
            ("area", "noord"),
            ("instrument", instrument),
            ("closing", closing.as_str()),
        ] {
            let next = self.answers(step, &[("value", value)]).await;
            assert_eq!(next.status, 200, "{step}: {}", next.text());
        }
        let who = [("name", self.name.as_str()), ("email", self.email.as_str())];
        let check = self.answers("petitioner", &who).await;
        assert_eq!(check.path, self.mine, "everything was answered");
    }

    /// Presses the button of the petitioner's own page.
    pub async fn sends(&self) -> Answer {
        let page = self.page("").await;
        self.browser.submit(&page.form_with("/send"), &[]).await
    }

    /// The newest mail of a kind to the petitioner.
    pub async fn mail(&self, house: &TestHouse, kind: MailKind) -> Mail {
        let mails = house.mails_to(&self.email).await;
        mails
            .into_iter()
            .rev()
            .find(|mail| mail.kind() == kind)
            .unwrap_or_else(|| panic!("no {kind:?} to {}", self.email))
    }

    /// The subjects of every mail to the petitioner, in the order of sending.
    pub async fn subjects(&self, house: &TestHouse) -> Vec<String> {
        let mails = house.mails_to(&self.email).await;
        mails.into_iter().map(|mail| mail.subject).collect()
    }

    /// Opens the link of a mail in a browser that was never here.
    pub async fn follows(&mut self, house: &TestHouse, kind: MailKind) {
        self.mine = self.mail(house, kind).await.path_with("/mine/");
        self.browser = house.visitor();
    }

    /// Writes a whole petition and files it by the link of the mail.
    pub async fn files(house: &TestHouse, title: &str, instrument: &str) -> Self {
        let mut writer = Self::begins(house, title).await;
        writer.answers_everything(instrument).await;
        assert_eq!(writer.sends().await.status, 200);
        writer.follows(house, MailKind::FileLink).await;
        let filed = writer.sends().await;
        assert_eq!(filed.path, writer.mine, "{}", filed.text());
        writer
    }

    /// The number of the petition, as its page shows it.
    pub async fn reference(&self) -> String {
        let text = self.page("").await.text();
        let at = text.find("P26-").unwrap_or_else(|| panic!("{text}"));
        text[at..at + 8].to_owned()
    }

    /// The private link for supporters, as the page shows it.
    pub async fn support_link(&self) -> String {
        let text = self.page("").await.text();
        let at = text.find("/support/").unwrap_or_else(|| panic!("{text}"));
        text[at..].split('<').next().unwrap().to_owned()
    }
}

impl Citizen {
    /// Backs a petition by its private link.
    pub async fn supports(&self, link: &str) -> Answer {
        let page = self.browser.get(link).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let mut filled = self.filled();
        filled.extend([("is_old_enough", "1"), ("is_resident", "1")]);
        self.browser.submit(&page.post_form(), &filled).await
    }

    /// The path of the button in the newest mail that asks to confirm support.
    pub async fn support_mail(&self, house: &TestHouse) -> String {
        let mails = house.mails_to(&self.email).await;
        let asking = mails
            .iter()
            .rev()
            .find(|mail| mail.kind() == MailKind::ConfirmSupport);
        asking
            .unwrap_or_else(|| panic!("no mail to {}", self.email))
            .path_with("/support/confirm/")
    }

    /// Backs a petition, reads the mail, presses the button.
    pub async fn supports_and_confirms(&self, house: &TestHouse, link: &str) {
        let sent = self.supports(link).await;
        assert!(sent.path.ends_with("/sent"), "{}", sent.text());
        let page = self.browser.get(&self.support_mail(house).await).await;
        let thanks = self.browser.submit(&page.post_form(), &[]).await;
        assert!(thanks.text().contains("Bedankt, uw steun telt"));
    }
}
