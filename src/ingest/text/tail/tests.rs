#[test]
fn what_runs_on_behind_the_end_is_the_pages_own() {
    let paragraph =
        "The river rose over its banks on Monday and took the old bridge with it, the council of the town said.";
    let form = "By giving us your address you say that you have read the terms and the policy of this house.";
    let text = |end: &[&str]| {
        let lines = ["Bridge falls at Karima after rain", "By Ana Cruz", "5 May 2021"];
        [&lines[..], &[paragraph; 12], end].concat().join("\n\n")
    };
    let body = |end: &[&str]| {
        let article = crate::ingest::text::read(&text(end), &crate::ingest::Options::default());
        article.blocks.iter().filter(|block| block.text == form).count()
    };
    let card = "Ferry comes back to Karima";
    assert_eq!(body(&["Related Stories", card, "Subscribe to our newsletter", form, "Tags: rivers"]), 0);
    assert_eq!(body(&["All rights reserved.", form]), 0);
    assert_eq!(body(&[form]), 1, "nothing says that the article is over");
}
