//! Suggestions of what is alike: the words that are shared are shown, and people decide.

use super::work::{LIGHT, TREES, Work, does, input, page};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use weerklank_acts::responses::round::put_inputs;
use weerklank_store::responses::Chosen;

on_both_databases!(
    what_shares_rare_words_with_an_input_comes_first,
    a_theme_finds_what_is_like_it_and_keeps_its_place,
    what_is_not_there_has_no_suggestions,
);

/// A page with its addresses as they were before they were written into HTML.
fn links(page: &str) -> String {
    page.replace("&#x3D;", "=")
}

async fn work(engine: Engine) -> Work {
    let all = [
        input(TREES),
        input("Op het plein geven de kastanjes schaduw, en vogels een nest."),
        input(LIGHT),
        input("Er is in de winter te weinig verlichting langs de boulevard."),
        input("Parkeren kost te veel."),
    ];
    Work::with(TestHouse::open(engine), &all).await
}

async fn what_shares_rare_words_with_an_input_comes_first(engine: Engine) {
    let work = work(engine).await;
    let officer = work.house.staff("officer").await;
    let sort = work.address("/answers/sort");
    let plain = page(&officer, &sort).await.text();
    assert!(links(&plain).contains(&format!("{sort}?like=1")), "{plain}");
    let shown = page(&officer, &format!("{sort}?like=1")).await.text();
    assert!(
        shown.contains("R1-0002") && shown.contains("kastanjes"),
        "{shown}"
    );
    assert!(shown.contains("Gemeen:"), "{shown}");
    assert!(!shown.contains("R1-0005"), "nothing is shared: {shown}");
    let light = page(&officer, &format!("{sort}?like=3")).await.text();
    assert!(light.contains("verlichting") && light.contains("R1-0004"));
    assert!(!light.contains("R1-0002"), "{light}");
}

async fn a_theme_finds_what_is_like_it_and_keeps_its_place(engine: Engine) {
    let work = work(engine).await;
    let officer = work.house.staff("officer").await;
    let theme = work.theme("Kastanjes op het plein");
    let (house, chosen) = (work.house.house(), Chosen::Numbers(vec![1]));
    put_inputs(house, &work.writer, work.round.id, &chosen, Some(theme)).unwrap();
    let at_theme = work.address(&format!("/themes/{theme}"));
    let sort = work.address("/answers/sort");
    let like = format!("{sort}?of={theme}");
    assert!(links(&page(&officer, &at_theme).await.text()).contains(&like));
    let shown = page(&officer, &like).await.text();
    assert!(shown.contains("R1-0002"), "{shown}");
    assert!(!shown.contains("R1-0004"), "{shown}");
    assert!(
        shown.contains(&format!("<option value=\"{theme}\" lang=\"nl\" selected")),
        "the theme is chosen already: {shown}"
    );
    let (theme, chosen) = (theme.to_string(), "2");
    let filled = [
        ("input", chosen),
        ("theme", theme.as_str()),
        ("of", theme.as_str()),
    ];
    let put = does(&officer, &sort, "put", &filled).await;
    assert_eq!(put.status, 303, "{}", put.text());
    let next = put.header("location").unwrap_or_default();
    assert!(next.contains(&format!("of={theme}")), "goes on: {next}");
    assert!(!page(&officer, &like).await.text().contains("R1-0002"));
    work.house.everything_adds_up();
}

async fn what_is_not_there_has_no_suggestions(engine: Engine) {
    let work = work(engine).await;
    let officer = work.house.staff("officer").await;
    let sort = work.address("/answers/sort");
    for nowhere in ["like=99", "of=7", "like=-1"] {
        let answer = officer.get(&format!("{sort}?{nowhere}")).await;
        assert_eq!(answer.status, 404, "{nowhere}");
    }
    for plain in ["like=abc", "of=", "like=99999999999999999999"] {
        let shown = page(&officer, &format!("{sort}?{plain}")).await.text();
        assert!(shown.contains("R1-0005"), "{plain}: everything");
    }
    assert_ne!(work.house.visitor().get(&sort).await.status, 200);
}
