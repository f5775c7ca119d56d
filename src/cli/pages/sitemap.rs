//! The site's map for crawlers (https://www.sitemaps.org/protocol.html): `sitemap.xml`; where there are more addresses than
//! one file may name, that is an index of `sitemap-1.xml`, `sitemap-2.xml` and so on.

use super::html::escaped;
use crate::cli::aside::Aside;
use crate::cli::failure::Failure;
use std::io::Write as _;
use std::path::Path;

/// Addresses that one file may name. It may also hold 50 MB, which so many of our addresses do not reach: of a base of
/// 500 bytes and names of 97 they make 35 MB.
const MOST: usize = 50_000;
/// The map, or the index of maps.
pub const FILE: &str = "sitemap.xml";

/// How each of our maps begins.
pub const HEAD: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- A map of an archive, written by newsprint. -->\n";

/// The map under way.
pub struct Sitemap<'a> {
    out: &'a Path,
    base: &'a str,
    /// Files that are complete.
    aside: Aside,
    /// Entries of the file that is being filled.
    entries: Vec<u8>,
    count: usize,
    /// Files that are full.
    files: usize,
}

impl<'a> Sitemap<'a> {
    /// A map of the site in `out` that will be found at `base`.
    pub fn new(out: &'a Path, base: &'a str) -> Self {
        Self { out, base, aside: Aside::new(out), entries: Vec::new(), count: 0, files: 0 }
    }

    /// Adds a page by its path in the site, and the day of its last change as far as it is known.
    pub fn add(&mut self, path: &str, changed: Option<&str>) -> Result<(), Failure> {
        if self.count == MOST {
            self.turn()?;
        }
        self.count += 1;
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        let entry = format!("<url><loc>{}{path}</loc>{changed}</url>\n", escaped(self.base));
        self.entries.extend_from_slice(entry.as_bytes());
        Ok(())
    }

    /// Ends a file, and begins the next.
    fn turn(&mut self) -> Result<(), Failure> {
        self.files += 1;
        let entries = std::mem::take(&mut self.entries);
        self.count = 0;
        self.write(&part(self.files), "urlset", &entries)
    }

    /// Ends the map: its files, which get their names when they are published, and how many of them name pages.
    pub fn finish(mut self) -> Result<(Aside, usize), Failure> {
        if self.files == 0 {
            let entries = std::mem::take(&mut self.entries);
            self.write(FILE, "urlset", &entries)?;
            return Ok((self.aside, 1));
        }
        self.turn()?;
        let entry = |number| format!("<sitemap><loc>{}{}</loc></sitemap>\n", escaped(self.base), part(number));
        let entries: String = (1..=self.files).map(entry).collect();
        self.write(FILE, "sitemapindex", entries.as_bytes())?;
        Ok((self.aside, self.files))
    }

    fn write(&mut self, name: &str, element: &str, entries: &[u8]) -> Result<(), Failure> {
        self.aside.write(&self.out.join(name), |file| {
            let head = format!("{HEAD}<{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
            file.write_all(head.as_bytes())?;
            file.write_all(entries)?;
            file.write_all(format!("</{element}>\n").as_bytes())
        })
    }
}

/// The name of a part.
fn part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn beyond_what_one_file_may_name_there_is_an_index() {
        let out = std::env::temp_dir().join(format!("newsprint-sitemap-{}", std::process::id()));
        fs::create_dir_all(&out).unwrap();
        let map = |pages: usize| {
            let mut map = Sitemap::new(&out, "https://x.example/a&b/");
            (0..pages).for_each(|page| map.add(&format!("{page}.html"), Some("2013-05")).unwrap());
            let (aside, files) = map.finish().unwrap();
            aside.publish().unwrap();
            files
        };
        let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
        assert_eq!(map(MOST), 1);
        assert!(read(FILE).contains("<loc>https://x.example/a&amp;b/0.html</loc><lastmod>2013-05</lastmod>"));
        assert_eq!(map(MOST + 1), 2);
        assert!(read(FILE).contains("<loc>https://x.example/a&amp;b/sitemap-2.xml</loc>"));
        assert_eq!((read(&part(1)).matches("<url>").count(), read(&part(2)).matches("<url>").count()), (MOST, 1));
        fs::remove_dir_all(&out).unwrap();
    }
}
