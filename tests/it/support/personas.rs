//! The people who come to the site.

use super::harness::TestHouse;
use super::mailbox::{Mail, MailKind};
use super::visitor::{Answer, Form, Visitor};

/// Somebody with a browser and a mailbox.
#[derive(Clone)]
pub struct Citizen {
    pub browser: Visitor,
    pub name: String,
    pub email: String,
    pub postcode: String,
    pub show_name: bool,
    pub keep_informed: bool,
}

impl Citizen {
    pub fn new(browser: Visitor, name: &str, email: &str) -> Self {
        Self {
            browser,
            name: name.to_owned(),
            email: email.to_owned(),
            postcode: "9871 AB".to_owned(),
            show_name: false,
            keep_informed: false,
        }
    }

    /// The same person, living elsewhere.
    #[must_use]
    pub fn living_at(mut self, postcode: &str) -> Self {
        postcode.clone_into(&mut self.postcode);
        self
    }

    /// The same person, writing the address in another way.
    #[must_use]
    pub fn writing(mut self, email: &str) -> Self {
        email.clone_into(&mut self.email);
        self
    }

    /// The form, filled in.
    pub fn filled(&self) -> Vec<(&str, &str)> {
        let mut filled = vec![
            ("name", self.name.as_str()),
            ("email", self.email.as_str()),
            ("postcode", self.postcode.as_str()),
        ];
        if self.show_name {
            filled.push(("show_name", "1"));
        }
        if self.keep_informed {
            filled.push(("keep_informed", "1"));
        }
        filled
    }

    /// Opens the form, fills it in and sends it. What comes back may be a refusal.
    pub async fn tries_to_sign(&self, slug: &str) -> Answer {
        let page = self.browser.get(&format!("/petitions/{slug}/sign")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        self.browser.submit(&page.post_form(), &self.filled()).await
    }

    /// Signs, and sees the page that tells to look for a mail.
    pub async fn signs(&self, slug: &str) -> CheckMail {
        let page = self.tries_to_sign(slug).await;
        assert_eq!(page.status, 200, "{}", page.text());
        CheckMail {
            code: page.form_with("code"),
            resend: page.form_with("resend"),
            page,
        }
    }

    /// Signs by the API.
    pub async fn signs_by_api(&self, slug: &str) -> Answer {
        let value = serde_json::json!({
            "name": self.name, "email": self.email, "postcode": self.postcode,
            "showName": self.show_name, "keepInformed": self.keep_informed,
        });
        self.browser
            .post_json(&format!("/api/v1/petitions/{slug}/signatures"), &value)
            .await
    }

    /// The newest mail that asks this person to confirm.
    pub async fn mail(&self, house: &TestHouse) -> Mail {
        let mails = house.mails_to(&self.email).await;
        let asking = |mail: &&Mail| matches!(mail.kind(), MailKind::Confirm | MailKind::Reminder);
        mails
            .iter()
            .rev()
            .find(asking)
            .unwrap_or_else(|| panic!("no mail to {}", self.email))
            .clone()
    }

    /// Follows the link of a mail and presses the button.
    pub async fn confirms(&self, mail: &Mail) -> Answer {
        let page = self.browser.get(&mail.confirm_path()).await;
        assert_eq!(page.status, 200, "{}", page.text());
        self.browser.submit(&page.post_form(), &[]).await
    }

    /// Signs, reads the mail, presses the button.
    pub async fn signs_and_confirms(&self, house: &TestHouse, slug: &str) {
        self.signs(slug).await;
        let thanks = self.confirms(&self.mail(house).await).await;
        assert_eq!(thanks.status, 200, "{}", thanks.text());
    }
}

/// The page after signing.
pub struct CheckMail {
    pub page: Answer,
    pub code: Form,
    pub resend: Form,
}

impl CheckMail {
    /// Types a code.
    pub async fn types(&self, citizen: &Citizen, code: &str) -> Answer {
        citizen.browser.submit(&self.code, &[("code", code)]).await
    }

    /// Asks for the mail once more.
    pub async fn asks_again(&self, citizen: &Citizen) -> Answer {
        citizen.browser.submit(&self.resend, &[]).await
    }

    /// The page without what is random in every page: its own address and its proof.
    pub fn without_chance(&self) -> String {
        let mut text = self.page.text();
        for form in [&self.code, &self.resend] {
            text = text.replace(&form.action, "…");
            for (name, value) in &form.fields {
                if name == "csrf" {
                    text = text.replace(value, "…");
                }
            }
        }
        let own = self
            .page
            .path
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned();
        text.replace(&own, "…")
    }
}

/// Two people who share a mailbox and a household.
pub struct Couple {
    pub one: Citizen,
    pub other: Citizen,
}

impl Couple {
    pub fn of(house: &TestHouse, email: &str) -> Self {
        Self {
            one: house.citizen("Anna de Vries", email),
            other: house.citizen("Bert de Vries", email),
        }
    }
}

/// The program of a mail provider that opens every link before its reader does.
pub struct MailScanner;

impl MailScanner {
    pub async fn opens_every_link(&self, browser: &Visitor, mail: &Mail) {
        for link in mail.links() {
            let path = browser.path_of(&link);
            for method in ["GET", "HEAD", "GET"] {
                let answer = browser.send(method, &path, &[], Vec::new()).await;
                assert!(answer.status < 500, "{method} {path}: {}", answer.status);
            }
        }
    }
}
