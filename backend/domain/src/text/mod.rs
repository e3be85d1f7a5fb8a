//! Texts that people write: a subset of Markdown, made into HTML that is safe to print.

mod blocks;
mod diff;

pub use blocks::{Block, BlockKind, Run, blocks};
pub use diff::{Change, Piece, diff};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// HTML that [`to_html`] made, and nothing else: the only type that a template prints unescaped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it prints nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Under which heading of the page a text stands; its own headings are all one level lower, so
/// that no level is ever skipped (WCAG 1.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// Under the page's main heading.
    Title,
    /// Under the heading of a section.
    Section,
}

/// Paragraphs, emphasis, lists, quotes, headings, links to http, https and mailto. Raw HTML and
/// images are shown as the text that they are.
#[must_use]
pub fn to_html(markdown: &str, under: Under) -> SafeHtml {
    let normalised = markdown.replace("\r\n", "\n");
    let mut html = String::with_capacity(normalised.len() * 2);
    pulldown_cmark::html::push_html(&mut html, events(&normalised, under));
    SafeHtml(SANITISER.clean(&html).to_string().trim().to_owned())
}

/// The words of a text without its marks, cut at a whole word to at most `longest` characters.
#[must_use]
pub fn excerpt(markdown: &str, longest: usize) -> String {
    let plain = plain_text(markdown);
    if plain.chars().count() <= longest {
        return plain;
    }
    let cut: String = plain.chars().take(longest.saturating_sub(1)).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.']))
}

/// The words of a text without its marks, on one line.
#[must_use]
pub fn plain_text(markdown: &str) -> String {
    let mut plain = String::new();
    for event in events(&markdown.replace("\r\n", "\n"), Under::Section) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            // Marks inside a sentence part no words: what follows them may be a full stop.
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => plain.push(' '),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown that shows a plain text as it is: its signs escaped, its empty lines as paragraphs.
#[must_use]
pub fn from_plain(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 16);
    let normalised = text.replace("\r\n", "\n");
    for (number, line) in normalised.trim().lines().enumerate() {
        if number > 0 {
            markdown.push('\n');
        }
        for (position, c) in line.trim().char_indices() {
            let starts_a_block = position == 0 && "-+#>=~".contains(c);
            let numbers_a_list =
                ".)".contains(c) && line.trim()[..position].bytes().all(|b| b.is_ascii_digit());
            if starts_a_block || numbers_a_list || "\\`*_[]<>|&~".contains(c) {
                markdown.push('\\');
            }
            markdown.push(c);
        }
    }
    markdown
}

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "del",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "h2",
            "h3",
            "hr",
            "a",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener ugc"));
    builder
});

fn events(markdown: &str, under: Under) -> impl Iterator<Item = Event<'_>> {
    let level = match under {
        Under::Title => HeadingLevel::H2,
        Under::Section => HeadingLevel::H3,
    };
    let options = Options::ENABLE_STRIKETHROUGH;
    let mut in_image = 0_usize;
    Parser::new_ext(markdown, options).filter_map(move |event| match event {
        Event::Start(Tag::Image { .. }) => {
            in_image += 1;
            None
        }
        Event::End(TagEnd::Image) => {
            in_image = in_image.saturating_sub(1);
            None
        }
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(Tag::Heading {
            level,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Heading(level))),
        Event::Start(Tag::CodeBlock(_)) => Some(Event::Start(Tag::CodeBlock(
            pulldown_cmark::CodeBlockKind::Fenced(CowStr::Borrowed("")),
        ))),
        other => Some(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subset_is_rendered() {
        let html = to_html(
            "## Wat\n\nEen **brug** over [het water](https://voorbeeld.nl)\n\n- een\n- twee",
            Under::Section,
        );
        assert_eq!(
            html.as_str().replace('\n', ""),
            "<h3>Wat</h3><p>Een <strong>brug</strong> over <a href=\"https://voorbeeld.nl\" \
             rel=\"nofollow noopener ugc\">het water</a></p><ul><li>een</li><li>twee</li></ul>"
        );
    }

    #[test]
    fn nothing_dangerous_survives() {
        for evil in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html;base64,AAAA)",
            "![x](https://tracker.example/x.gif)",
            "<a href=\"javascript:alert(1)\" onclick=x>x</a>",
            "<style>*{}</style>",
            "<svg/onload=alert(1)>",
            "[x](JaVaScRiPt:alert(1))",
            "<https://x.nl\" onclick=alert(1)>",
        ] {
            let html = to_html(evil, Under::Section);
            for tag in html.as_str().split('<').skip(1) {
                let tag = tag.split('>').next().unwrap_or_default();
                let harmless = ["p", "/p", "/a", "pre", "/pre", "code", "/code"].contains(&tag)
                    || tag == "a rel=\"nofollow noopener ugc\""
                    || (tag.starts_with("a href=\"https://") && tag.matches('"').count() == 4);
                assert!(harmless, "{evil} gave {html:?}");
            }
        }
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        assert_eq!(
            to_html("a <b>c</b>", Under::Section).as_str(),
            "<p>a &lt;b&gt;c&lt;/b&gt;</p>"
        );
    }

    #[test]
    fn plain_text_keeps_its_signs() {
        let plain = "1. Geen *sterren*\r\n\r\n- en <geen> #kop_";
        assert_eq!(
            plain_text(&from_plain(plain)),
            "1. Geen *sterren* - en <geen> #kop_"
        );
        assert!(
            !to_html(&from_plain(plain), Under::Section)
                .as_str()
                .contains("<ol")
        );
    }

    #[test]
    fn plain_text_has_no_space_before_a_full_stop() {
        assert_eq!(
            plain_text("Zeg **waar**.\n\n- *één*, ~~twee~~\n- [drie](https://a.nl)!"),
            "Zeg waar. één, twee drie!"
        );
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(
            excerpt("Een **heel** lang verhaal, zeker", 24),
            "Een heel lang verhaal…"
        );
    }
}
