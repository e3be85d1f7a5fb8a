//! Which mails there are, and to whom they go.

/// Which mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Message {
    /// Asks somebody to confirm a signature.
    ConfirmSignature,
    /// Asks once more, once.
    ConfirmReminder,
    /// Tells the owner of a mailbox that this person signed already.
    AlreadySigned,
    /// Tells the owner of a mailbox that a third person cannot sign with it.
    MailboxFull,
    /// Tells a signer who asked for it about an event.
    SignerNews,
    /// The link by which a petitioner goes on writing.
    DraftLink,
    /// The link with the button that files a petition.
    FileLink,
    /// Says that a petition was received, with its reference (PET-4).
    PetitionReceived,
    /// Tells the petitioner about an event.
    PetitionNews,
    /// Tells the petitioner what moderation decided on the petition or its news, and why.
    PetitionModerated,
    /// Asks somebody to confirm that he backs a petition.
    ConfirmSupport,
    /// Hands a petition to the authority that is competent (PET-3).
    ForwardedPetition,
    /// The link by which somebody proves a mailbox, to take part.
    Prove,
    /// Says that an input was received, with its number.
    InputReceived,
    /// Tells an author what moderation decided, and why.
    InputModerated,
    /// Tells an author that a round was made longer or stopped.
    RoundNews,
    /// Tells an author that a paper of the round was replaced.
    PapersChanged,
    /// Tells an author that the report with the answers was published.
    RoundAnswered,
    /// Tells whoever replied what moderation decided, and why.
    ReplyModerated,
    /// Tells whoever reported something that it was received, or what was decided.
    NoticeNews,
    /// Tells somebody who follows a commitment what happened to it.
    CommitmentNews,
    /// Asks somebody who follows a commitment whether it was done.
    CommitmentDone,
}

/// To whom a mail goes, which says which row its `person_id` is the key of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// A person row of a signature.
    Signer,
    /// The petitioner of this petition.
    Petitioner,
    /// A supporter.
    Supporter,
    /// Whoever the event of the mail names, for this petition.
    Body,
    /// Somebody whose mailbox is not proven yet.
    Proof,
    /// The person row of an input.
    Author,
    /// The person row of a reply.
    Replier,
    /// Whoever reported something.
    Notifier,
    /// The person row of somebody who follows a commitment.
    Follower,
}

impl Audience {
    /// The word for it in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Signer => "signer",
            Self::Petitioner => "petitioner",
            Self::Supporter => "supporter",
            Self::Body => "body",
            Self::Proof => "proof",
            Self::Author => "author",
            Self::Replier => "replier",
            Self::Notifier => "notifier",
            Self::Follower => "follower",
        }
    }
}

impl Message {
    /// Every mail.
    pub const ALL: [Self; 22] = [
        Self::ConfirmSignature,
        Self::ConfirmReminder,
        Self::AlreadySigned,
        Self::MailboxFull,
        Self::SignerNews,
        Self::DraftLink,
        Self::FileLink,
        Self::PetitionReceived,
        Self::PetitionNews,
        Self::PetitionModerated,
        Self::ConfirmSupport,
        Self::ForwardedPetition,
        Self::Prove,
        Self::InputReceived,
        Self::InputModerated,
        Self::RoundNews,
        Self::PapersChanged,
        Self::RoundAnswered,
        Self::ReplyModerated,
        Self::NoticeNews,
        Self::CommitmentNews,
        Self::CommitmentDone,
    ];

    /// The word for it in the database and in message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ConfirmSignature => "confirm_signature",
            Self::ConfirmReminder => "confirm_reminder",
            Self::AlreadySigned => "already_signed",
            Self::MailboxFull => "mailbox_full",
            Self::SignerNews => "signer_news",
            Self::DraftLink => "draft_link",
            Self::FileLink => "file_link",
            Self::PetitionReceived => "petition_received",
            Self::PetitionNews => "petition_news",
            Self::PetitionModerated => "petition_moderated",
            Self::ConfirmSupport => "confirm_support",
            Self::ForwardedPetition => "forwarded_petition",
            Self::Prove => "prove",
            Self::InputReceived => "input_received",
            Self::InputModerated => "input_moderated",
            Self::RoundNews => "round_news",
            Self::PapersChanged => "papers_changed",
            Self::RoundAnswered => "round_answered",
            Self::ReplyModerated => "reply_moderated",
            Self::NoticeNews => "notice_news",
            Self::CommitmentNews => "commitment_news",
            Self::CommitmentDone => "commitment_done",
        }
    }

    /// To whom it goes.
    #[must_use]
    pub fn audience(self) -> Audience {
        match self {
            Self::ConfirmSignature
            | Self::ConfirmReminder
            | Self::AlreadySigned
            | Self::MailboxFull
            | Self::SignerNews => Audience::Signer,
            Self::DraftLink
            | Self::FileLink
            | Self::PetitionReceived
            | Self::PetitionNews
            | Self::PetitionModerated => Audience::Petitioner,
            Self::ConfirmSupport => Audience::Supporter,
            Self::ForwardedPetition => Audience::Body,
            Self::Prove => Audience::Proof,
            Self::InputReceived
            | Self::InputModerated
            | Self::RoundNews
            | Self::PapersChanged
            | Self::RoundAnswered => Audience::Author,
            Self::ReplyModerated => Audience::Replier,
            Self::NoticeNews => Audience::Notifier,
            Self::CommitmentNews | Self::CommitmentDone => Audience::Follower,
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|message| message.code() == code)
    }
}
