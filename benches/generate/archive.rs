//! An archive's articles in the order of their dates.

use super::news::{Story, Writer};
use super::random::{Kind, Random};
use super::words::{KNOWN, Speller, capitalise};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::io::{self, Write};

/// Days that an archive of a million covers: twenty years.
const DAYS: f64 = 7_305.0;
/// Articles that a running story gets, in the mean, and days that it runs.
const ARTICLES_A_STORY: u64 = 8;
const DAYS_A_STORY: f64 = 14.0;

/// Writes the articles one after the other, from the same seed always the same.
pub struct Archive {
    seed: u64,
    articles: u64,
    /// From the first article to the last.
    days: f64,
    speller: Speller,
    /// The stories that run, the one with most articles first.
    running: Vec<Story>,
    /// Stories that have begun.
    stories: u64,
    random: Random,
}

impl Archive {
    /// A larger archive is one of more years and of more articles a day.
    pub fn new(seed: u64, articles: u64) -> Self {
        let days = DAYS * libm::sqrt(articles as f64 / 1e6).max(0.01);
        let at_once = articles as f64 / days * DAYS_A_STORY / ARTICLES_A_STORY as f64;
        let running: Vec<_> = (0..8 + at_once as u64).map(|number| Story::new(seed, number)).collect();
        let (stories, random) = (running.len() as u64, Random::of(seed, Kind::Run, 0));
        Self { seed, articles, days, speller: Speller::new(), running, stories, random }
    }

    /// Writes every article: a line of JSON each.
    pub fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        (0..self.articles).try_for_each(|number| out.write_all(self.article(number).as_bytes()))
    }

    /// One in four articles is all there is of its story; one in twenty comes back to an old one.
    fn story(&mut self) -> Story {
        match self.random.unit() {
            kind if kind < 0.05 => Story::new(self.seed, self.random.below(self.stories)),
            kind if kind < 0.3 => self.begin(),
            _ => {
                let at = self.random.low(4.0, self.running.len() as u64) as usize;
                let story = self.running[at].clone();
                if self.random.below(ARTICLES_A_STORY) == 0 {
                    self.running[at] = self.begin();
                }
                story
            }
        }
    }

    fn begin(&mut self) -> Story {
        self.stories += 1;
        Story::new(self.seed, self.stories - 1)
    }

    /// All that is written is ASCII without quotation marks and backslashes, so JSON needs no escapes.
    fn article(&mut self, number: u64) -> String {
        let story = self.story();
        let mut writer = Writer::new(self.seed, &self.speller, &story, Random::of(self.seed, Kind::Article, number));
        let (title, text) = (writer.headline(), writer.body());
        let (date, tags) = (self.date(number), tags(&self.speller, &story));
        let (mut author, mut place) = (String::new(), String::new());
        self.speller.person(&mut author, KNOWN.rank(&mut writer.random));
        self.speller.place(&mut place, story.place().unwrap_or_default());
        let slug = title.to_ascii_lowercase().replace(' ', "-");
        let path = date.strftime("%Y/%m/%d");
        format!(
            "{{\"id\":\"{number}\",\"title\":\"{title}\",\"date\":\"{date}\",\"lang\":\"en\",\"author\":\"{author}\",\
             \"place\":\"{place}\",\"tags\":{tags},\"url\":\"https://gazette.example/{path}/{slug}\",\
             \"text\":\"{text}\"}}\n"
        )
    }

    fn date(&self, number: u64) -> Date {
        let day = number as f64 / self.articles as f64 * self.days;
        date(2004, 1, 1).saturating_add((day as i64).days())
    }
}

/// The section, and a word for the topic.
fn tags(speller: &Speller, story: &Story) -> String {
    let mut tag = String::new();
    speller.stem(&mut tag, 200 + story.topic);
    capitalise(&mut tag, 0);
    format!("[\"{}\",\"{tag}\"]", story.section())
}
