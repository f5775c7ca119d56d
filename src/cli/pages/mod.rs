//! `build --pages`: the archive as plain pages, for readers without JavaScript and for crawlers.
//!
//! ```text
//! DIR/index.html              the newest articles; the first page of the list
//! DIR/pages/NAME.html         a page an article
//! DIR/pages/list/2.html …     the further pages of the list
//! DIR/sitemap.xml             all of them, where the site's address is known
//! ```
//!
//! They are made from the archive before it gets its name, run by run, so that memory does not grow with it; and from the
//! same view as the element's, so that both look the same. Where scripts run, `www/editions/pages.js` puts the element in a page's place.
//! The folder is written aside and renamed: what was taken out of the archive is out of the pages as well.

mod article;
mod data;
mod document;
mod html;
mod list;
mod names;
mod place;
mod sitemap;
mod source;
mod words;

use super::aside::Aside;
use super::failure::Failure;
use super::site::{Look, remove_maps};
use super::terminal::counted;
use names::{Names, name};
use newsprint::archive::body::Body;
use newsprint::archive::card::Card;
use newsprint::archive::read::{Archive, Halt};
use place::{Depth, FOLDER, Place};
use rayon::prelude::*;
use sitemap::Sitemap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use words::Words;

pub use place::FOLDER as PAGES;
pub use sitemap::{FILE as SITEMAP, HEAD as SITEMAP_HEAD};
pub use source::Source;

/// Articles that are in memory at once, for each core.
const RUN: u32 = 256;
/// Runs that are worked on before their pages are entered in the map.
const RUNS: usize = 16;

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// The site's own page.
    pub home: Vec<u8>,
    /// Pages of articles.
    pub articles: u32,
    /// Pages that list articles.
    pub lists: u32,
    /// Files of the map that name pages.
    pub maps: usize,
}

impl Written {
    /// Which pages there are, on one line.
    pub fn told(&self) -> String {
        let [pages, lists] = [(self.articles, "page"), (self.lists, "list")].map(|(n, what)| counted(n as usize, what));
        let map = match self.maps {
            0 => "no sitemap (--base-url says where the site will be found)".into(),
            1 => "a sitemap".into(),
            maps => format!("a sitemap in {maps} parts"),
        };
        format!("{pages} for readers without JavaScript, {lists}, {map}")
    }
}

/// Pages that are complete, and not there yet under their names.
pub struct Pages {
    /// What they are.
    pub written: Written,
    out: PathBuf,
    map: Option<Aside>,
}

impl Pages {
    /// Puts them in the place of those of an earlier site; gives what there is to say.
    pub fn publish(mut self) -> Result<String, Failure> {
        let folder = self.out.join(FOLDER);
        let moved = |from: &Path, to: &Path| fs::rename(from, to).map_err(|error| Failure::file("write", to, &error));
        // Removing takes as long as there are pages: renamed, they are replaced at once.
        let former = former(&self.out);
        remove(&former)?;
        if folder.exists() {
            moved(&folder, &former)?;
        }
        moved(&aside(&self.out), &folder)?;
        remove(&former)?;
        remove_maps(&self.out)?;
        self.map.take().map_or(Ok(()), Aside::publish)?;
        Ok(self.written.told())
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // What is published is no longer there; what cannot be removed, the next build removes.
        let _ = remove(&aside(&self.out));
    }
}

/// Where in a site the pages lie until they are complete.
pub fn aside(out: &Path) -> PathBuf {
    out.join("pages.part")
}

/// Where those of an earlier site lie until they are removed.
pub fn former(out: &Path) -> PathBuf {
    out.join("pages.former")
}

/// Writes the pages of an archive aside, in the site's folder `out`, and the map if the site's address is known.
pub fn write(out: &Path, archive: &Path, look: &Look, base: Option<&str>) -> Result<Pages, Failure> {
    let mut pages = Pages { written: Written::default(), out: out.into(), map: None };
    let source = Source::open(archive)?;
    let names = names_of(&source)?;
    let aside = aside(out);
    remove(&aside)?;
    let work = Work { source, names, aside, look, base, words: Words::of(look.tongue) };
    fs::create_dir_all(work.aside.join("list")).map_err(|error| Failure::file("write", &work.aside, &error))?;
    let mut map = base.map(|base| Sitemap::new(out, base));
    let (home, lists) = work.lists(map.as_mut())?;
    work.articles(map.as_mut())?;
    let (map, maps) = map.map_or(Ok(None), |map| map.finish().map(Some))?.unzip();
    pages.map = map;
    pages.written = Written { home, articles: work.source.articles(), lists, maps: maps.unwrap_or_default() };
    Ok(pages)
}

/// The site's address, ending in a slash; a fault of the call if it is none.
pub fn base_url(text: &str) -> Result<String, Failure> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !br#"<>"'`{}|\^?#"#.contains(&byte));
    match plain && !host.is_empty() && !host.starts_with(':') {
        true if text.ends_with('/') => Ok(text.into()),
        true => Ok(format!("{text}/")),
        false => Err(Failure::Call(format!(
            "--base-url: expected the address of the site's folder, such as https://example.org/archive/, found {text:?}"
        ))),
    }
}

/// Removes a folder with what is in it, if it is there.
pub fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file("remove", folder, &error)),
        _ => Ok(()),
    }
}

/// The names of all pages.
fn names_of(source: &Source) -> Result<Names, Failure> {
    let mut names = Names::default();
    for start in (0..source.articles()).step_by(RUN as usize) {
        let end = (start + RUN).min(source.articles());
        for card in source.ask(|archive| cards(archive, start, end))? {
            if !names.add(&card.id) {
                let problem =
                    format!("the id {:?} makes the page name of another article; change one of the two", card.id);
                return Err(Failure::Input(problem));
            }
        }
    }
    Ok(names)
}

/// The cards of the articles from `start` to `end`.
fn cards(archive: &Archive, start: u32, end: u32) -> Result<Vec<Rc<Card>>, Halt> {
    let cards = (start..end).filter_map(|number| archive.card(number).cloned()).collect();
    archive.settle().map(|()| cards)
}

/// What all pages are made of.
struct Work<'a> {
    source: Source,
    names: Names,
    /// The folder that is being filled.
    aside: PathBuf,
    look: &'a Look<'a>,
    base: Option<&'a str>,
    words: Words,
}

/// A page that was written: its path in the site, and the day of the article's last change.
type Entry = (String, Option<String>);

impl Work<'_> {
    fn place(&self, depth: Depth) -> Place<'_> {
        Place { depth, names: &self.names, base: self.base, remote_images: self.look.remote_images }
    }

    fn save(&self, name: &str, html: &str) -> Result<(), Failure> {
        let path = self.aside.join(name);
        fs::write(&path, html).map_err(|error| Failure::file("write", &path, &error))
    }

    /// Writes the pages of the list; the first is given back, with how many there are.
    fn lists(&self, mut map: Option<&mut Sitemap>) -> Result<(Vec<u8>, u32), Failure> {
        let articles = self.source.articles();
        let of = articles.div_ceil(list::PER_PAGE).max(1);
        let mut home = Vec::new();
        for number in 1..=of {
            let start = (number - 1) * list::PER_PAGE;
            let cards = self.source.ask(|archive| cards(archive, start, (start + list::PER_PAGE).min(articles)))?;
            let position = list::Position { number, of, articles };
            let place = self.place(if number == 1 { Depth::Home } else { Depth::List });
            let html = list::page(&cards, position, self.look, &place, &self.words);
            let path = match number {
                1 => {
                    home = html.into_bytes();
                    String::new()
                }
                _ => {
                    self.save(&format!("list/{number}.html"), &html)?;
                    format!("{FOLDER}list/{number}.html")
                }
            };
            map.as_mut().map_or(Ok(()), |map| map.add(&path, None))?;
        }
        Ok((home, of))
    }

    /// Writes the pages of the articles, on all cores.
    fn articles(&self, mut map: Option<&mut Sitemap>) -> Result<(), Failure> {
        let starts: Vec<u32> = (0..self.source.articles()).step_by(RUN as usize).collect();
        for starts in starts.chunks(RUNS) {
            let entries: Result<Vec<_>, _> = starts.par_iter().map(|start| self.run(*start)).collect();
            if let Some(map) = &mut map {
                let entries = entries?;
                entries.iter().flatten().try_for_each(|(path, changed)| map.add(path, changed.as_deref()))?;
            } else {
                entries?;
            }
        }
        Ok(())
    }

    /// Writes the pages of the articles from `start` on.
    fn run(&self, start: u32) -> Result<Vec<Entry>, Failure> {
        let end = (start + RUN).min(self.source.articles());
        let pages = self.source.ask(|archive| self.pages(archive, start, end))?;
        let mut entries = Vec::with_capacity(pages.len());
        for (name, changed, html) in pages {
            self.save(&name, &html)?;
            entries.push((format!("{FOLDER}{name}"), changed));
        }
        Ok(entries)
    }

    /// The names, days and HTML of the articles from `start` to `end`.
    fn pages(&self, archive: &Archive, start: u32, end: u32) -> Result<Vec<(String, Option<String>, String)>, Halt> {
        let numbers: Vec<u32> = (start..end).collect();
        // All is asked for before the stage ends, to be read at once.
        let beside = start.saturating_sub(1)..(end + 1).min(self.source.articles());
        beside.for_each(|number| {
            archive.card(number);
        });
        archive.articles(&numbers)?;
        let place = self.place(Depth::Article);
        let page = |number: u32| {
            let Body { article, card, .. } = archive.body(number)?;
            let read = article::Read { article, card, neighbours: self.neighbours(archive, number) };
            let html = article::page(&read, self.look, &place, &self.words);
            let changed = article.modified.or(article.published).map(|stamp| stamp.iso());
            let day = changed.map(|iso| iso.chars().take("2013-05-29".len()).collect());
            Some((format!("{}.html", name(&article.id)), day, html))
        };
        Ok(numbers.into_iter().filter_map(page).collect())
    }

    /// The articles before and after one by date, as the element has them.
    fn neighbours<'a>(&self, archive: &'a Archive, number: u32) -> [Option<&'a Rc<Card>>; 2] {
        let dated = self.source.dated();
        let before = if number + 1 < dated { archive.card(number + 1) } else { None };
        let after = if number > 0 && number < dated { archive.card(number - 1) } else { None };
        [before, after]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_site_is_an_address() {
        assert_eq!(base_url("https://x.example/a").unwrap(), "https://x.example/a/");
        assert_eq!(base_url("http://x.example:8080/").unwrap(), "http://x.example:8080/");
        for text in
            ["x.example", "https://", "https:///a", "https://:80/", "ftp://x/", "https://x/?a", "https://x/a b", ""]
        {
            assert!(matches!(base_url(text), Err(Failure::Call(_))), "{text}");
        }
    }
}
