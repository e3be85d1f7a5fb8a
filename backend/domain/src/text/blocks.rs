//! A text as paragraphs, for files that are no HTML.

use super::{Under, events};
use pulldown_cmark::{Event, Tag, TagEnd};

/// What kind of paragraph it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Plain words.
    Paragraph,
    /// A heading within the text.
    Heading,
    /// An item of a list; the number of a numbered one.
    Item(Option<u64>),
    /// Somebody else's words.
    Quote,
}

/// Words that look the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are strong.
    pub is_strong: bool,
    /// Whether they are emphasised.
    pub is_emphasised: bool,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What kind.
    pub kind: BlockKind,
    /// Its words.
    pub runs: Vec<Run>,
}

/// The paragraphs of a text (Markdown).
#[must_use]
pub fn blocks(markdown: &str) -> Vec<Block> {
    let normalised = markdown.replace("\r\n", "\n");
    let mut made = Made::default();
    for event in events(&normalised, Under::Section) {
        made.take(event);
    }
    made.end();
    made.blocks
}

#[derive(Default)]
struct Made {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    lists: Vec<Option<u64>>,
    quotes: usize,
    is_heading: bool,
    strong: usize,
    emphasis: usize,
}

impl Made {
    fn take(&mut self, event: Event) {
        match event {
            Event::Text(text) | Event::Code(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::End(TagEnd::Strong) => self.strong = self.strong.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.emphasis += 1,
            Event::End(TagEnd::Emphasis) => self.emphasis = self.emphasis.saturating_sub(1),
            Event::Start(Tag::List(first)) => {
                self.end();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.end();
                self.lists.pop();
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.end();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Event::Start(Tag::Heading { .. }) => self.is_heading = true,
            Event::End(TagEnd::Heading(_)) => {
                self.end();
                self.is_heading = false;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock) => self.end(),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let run = Run {
            text: text.to_owned(),
            is_strong: self.strong > 0,
            is_emphasised: self.emphasis > 0,
        };
        match self.runs.last_mut() {
            Some(last)
                if (last.is_strong, last.is_emphasised) == (run.is_strong, run.is_emphasised) =>
            {
                last.text.push_str(text);
            }
            _ => self.runs.push(run),
        }
    }

    /// Ends the paragraph that is being made.
    fn end(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        let kind = match self.lists.last_mut() {
            _ if self.is_heading => BlockKind::Heading,
            Some(number) => {
                let this = *number;
                *number = this.map(|number| number + 1);
                BlockKind::Item(this)
            }
            None if self.quotes > 0 => BlockKind::Quote,
            None => BlockKind::Paragraph,
        };
        self.blocks.push(Block { kind, runs });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::plain_text;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_lists_and_quotes_are_kept() {
        let found = blocks("Een **brug**.\n\n1. een\n2. twee\n\n- punt\n\n> gezegd\n\n## Kop");
        let kinds: Vec<BlockKind> = found.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Paragraph,
                BlockKind::Item(Some(1)),
                BlockKind::Item(Some(2)),
                BlockKind::Item(None),
                BlockKind::Quote,
                BlockKind::Heading,
            ]
        );
        let runs = &found.first().unwrap().runs;
        assert_eq!(runs.len(), 3);
        assert!(runs.get(1).unwrap().is_strong);
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-z *_>.\n-]{0,80}") {
            let said: Vec<String> = blocks(&text)
                .iter()
                .map(|block| block.runs.iter().map(|run| run.text.as_str()).collect::<String>())
                .collect();
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&said.concat()), letters(&plain_text(&text)));
        }
    }
}
