//! A whole article as Markdown: in the most readable form that gives it back.

use super::blocks::{self, FORMS, Form};
use super::comes_back;
use super::head::{self, Extra};
use newsprint::article::{Article, Block, Kind};

/// An article as text.
pub struct Written {
    /// The Markdown file.
    pub text: String,
    /// Whether it is read back as the same article.
    pub whole: bool,
}

/// Nearly every article comes back from its lightest form. Where one does not, each block is tried by itself.
pub fn write(article: &Article) -> Written {
    let light = vec![FORMS[0]; article.blocks.len()];
    let first = compose(article, Extra::Map, &light);
    if comes_back("a.md", &first, article) {
        return Written { text: first, whole: true };
    }
    let extra = extra(article);
    let forms: Vec<Form> = article.blocks.iter().map(form).collect();
    let second = compose(article, extra, &forms);
    if comes_back("a.md", &second, article) {
        return Written { text: second, whole: true };
    }
    let text = compose(article, Extra::Pairs, &vec![Form::Json; article.blocks.len()]);
    let whole = comes_back("a.md", &text, article);
    Written { text, whole }
}

/// The form that gives back the other keys of an article.
fn extra(article: &Article) -> Extra {
    let only = Article { id: "a".into(), extra: article.extra.clone(), ..Article::default() };
    match comes_back("a.md", &compose(&only, Extra::Map, &[]), &only) {
        true => Extra::Map,
        false => Extra::Pairs,
    }
}

/// The form that gives back a block.
fn form(block: &Block) -> Form {
    let only = Article { id: "a".into(), blocks: vec![block.clone()], ..Article::default() };
    let gives = |form: &&Form| comes_back("a.md", &compose(&only, Extra::Map, &[**form]), &only);
    FORMS.iter().find(gives).copied().unwrap_or(Form::Json)
}

/// The file.
fn compose(article: &Article, extra: Extra, forms: &[Form]) -> String {
    let mut out = head::write(article, extra);
    let mut list_before = None;
    for (block, form) in article.blocks.iter().zip(forms) {
        let second = block.kind == Kind::List && list_before == Some((block.ordered, false));
        let text = blocks::write(block, *form, second);
        let text = text.or_else(|| blocks::write(block, Form::Json, second)).unwrap_or_default();
        list_before = (block.kind == Kind::List).then_some((block.ordered, second));
        out.extend(["\n", &text, "\n"]);
    }
    out
}
