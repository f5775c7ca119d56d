//! The command line's arguments; what they do is in the commands' own modules.

use super::load::Load;
use super::offline::Offline;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// An article archive for any web page: reads articles, packs them, searches them.
#[derive(Debug, Parser)]
#[command(name = "newsprint", version, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what is read from files, one JSON object an article
    #[command(after_help = "Examples:\n  newsprint parse article.txt\n  newsprint parse notes/*.md | jq .headline")]
    Parse(ParseArgs),
    /// Write a folder that any web server can serve: a page, the widget and the archive
    #[command(after_help = "Examples:\n  newsprint build articles/ --out site\n  \
        newsprint build news.jsonl.gz notes/ --out site --title \"Our back issues\"\n  \
        newsprint build today.jsonl --append --out site\n  \
        newsprint build --remove 2019/flood --out site\n\n\
        Reads raw text, HTML pages, Markdown, WordPress and Ghost exports, feeds, JSON, CSV and mail, packed or not, \
        and tells them apart by content.")]
    Build(BuildArgs),
    /// Search an archive
    #[command(after_help = "Examples:\n  newsprint search site border\n  \
        newsprint search site '\"border security\" -oil' --limit 3 --json\n  \
        newsprint search site --queries queries.jsonl --run run.txt")]
    Search(SearchArgs),
    /// Give every article of an archive back, to be read, changed, or built again
    #[command(after_help = "Examples:\n  newsprint export site > articles.jsonl\n  \
        newsprint export site --format markdown --out articles\n\n\
        `newsprint build` makes the same archive of either.")]
    Export(ExportArgs),
    /// Show a site on this machine, and build it anew whenever a file changes
    #[command(after_help = "Examples:\n  newsprint serve articles/\n  newsprint serve site --port 3000\n\n\
        A folder that `newsprint build` wrote is served as it is; anything else is built, in memory.")]
    Serve(ServeArgs),
    /// Say what is in an archive, what each part of it weighs, whether it is whole, and what a query costs
    #[command(after_help = "Examples:\n  newsprint inspect site\n  newsprint inspect site --query 'flood warning'\n\n\
        Without --query every block is read and its hash compared.")]
    Inspect(InspectArgs),
    /// Say whether a host is set up well for an archive, or a folder fit to be put on one, and what to change
    #[command(after_help = "Examples:\n  newsprint doctor https://news.example/archive/\n  newsprint doctor site\n\n\
        Asks for the page and for pieces of its files, as a browser does, and changes nothing.")]
    Doctor(DoctorArgs),
}

/// How files are to be read, whatever is done with them then.
#[derive(Clone, Debug, Default, ClapArgs)]
#[command(next_help_heading = "Reading")]
pub struct ReadArgs {
    /// Read the texts of JSON Lines as raw text: tell headlines, captions and menus from paragraphs
    #[arg(long)]
    pub raw_text: bool,
    /// Remove no line: what a rule would take out stays in the text
    #[arg(long)]
    pub keep_all: bool,
    /// WordPress exports: take pages too, not only posts
    #[arg(long)]
    pub wordpress_pages: bool,
    /// How dates such as 03/04/2013 are to be read where no file tells
    #[arg(long, value_enum, value_name = "ORDER")]
    pub date_order: Option<DateOrder>,
    /// Language of the articles that do not name theirs: `en`, `ar`, `pt-BR` …
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// Read settings from a file in TOML: these options, lines to remove and labels of a site's own; options win over it
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Orders of day and month, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DateOrder {
    /// Day first: 31/12/2013
    Dmy,
    /// Month first: 12/31/2013
    Mdy,
}

/// Where a page may fetch pictures from besides its own host, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Images {
    /// From where they lie
    Remote,
}

/// Arguments of `parse`.
#[derive(Debug, ClapArgs)]
pub struct ParseArgs {
    /// Files to read; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print each line of the files with what it was taken for and why, instead of JSON
    #[arg(long)]
    pub explain: bool,
    /// With --explain: learn from the files in a folder first, as `build` of that folder does
    #[arg(long, value_name = "DIR", requires = "explain")]
    pub learn: Option<PathBuf>,
    /// Say what was taken for what, what was removed and why: a page, text or JSON, by FILE's ending (.html, .txt, .json)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// End with exit code 1 if anything could not be read
    #[arg(long)]
    pub strict: bool,
    /// How to read them
    #[command(flatten)]
    pub reading: ReadArgs,
}

/// Arguments of `build`.
#[derive(Debug, ClapArgs)]
pub struct BuildArgs {
    /// Files and folders to read
    #[arg(required_unless_present = "remove", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Keep the articles of the archive in DIR, but for those whose ids are read anew
    #[arg(long, requires = "inputs")]
    pub append: bool,
    /// Keep the articles of the archive in DIR, but for those with these ids
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub remove: Vec<String>,
    /// Folder to write; made if it is not there. With --single-file the file, as archive.html
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Title of the page; else the name of the only feed or export, else "Archive"
    #[arg(long)]
    pub title: Option<String>,
    /// Let the page show pictures that lie on other hosts, as those of a WordPress export do; else they are links
    #[arg(long, value_enum, value_name = "FROM")]
    pub images: Option<Images>,
    /// Write a page an article and lists of them too, for readers without JavaScript and for crawlers
    #[arg(long)]
    pub pages: bool,
    /// Where the site will be found, as https://example.org/archive/: pages name it, and get a sitemap
    #[arg(long, value_name = "URL", requires = "pages")]
    pub base_url: Option<String>,
    /// Write one HTML file with everything in it, which opens from a disk too
    #[arg(long, conflicts_with_all = ["pages", "append", "remove"])]
    pub single_file: bool,
    /// Let browsers keep the site for offline, with what was read or, with `--offline=whole`, all of it
    #[arg(long, value_enum, value_name = "WHAT", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "read", conflicts_with = "single_file")]
    pub offline: Option<Offline>,
    /// How pages load the archive; if absent, a small one whole and a larger one in pieces
    #[arg(long, value_enum, value_name = "HOW", conflicts_with = "single_file")]
    pub load: Option<Load>,
    /// Words and names that stand for the same: a file with lines such as `sulaimani = slemani`
    #[arg(long, value_name = "FILE")]
    pub synonyms: Option<PathBuf>,
    /// Say what was taken for what, what was removed and why: a page, text or JSON, by FILE's ending (.html, .txt, .json)
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Leave out articles that are alike another one; the newest stays
    #[arg(long)]
    pub dedupe: bool,
    /// Show no progress and no summary, only complaints
    #[arg(long, short)]
    pub quiet: bool,
    /// End with exit code 1 if anything could not be read
    #[arg(long)]
    pub strict: bool,
    /// How to read them
    #[command(flatten)]
    pub reading: ReadArgs,
}

/// Arguments of `search`.
#[derive(Debug, ClapArgs)]
pub struct SearchArgs {
    /// The folder that `build` wrote, or the archive file in it
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// What to search for: words, "phrases", -without, OR, author:, date: …
    #[arg(value_name = "QUERY", required_unless_present_any = ["queries", "related"], conflicts_with = "queries")]
    pub query: Option<String>,
    /// Show the articles that are related to the one with this id
    #[arg(long, value_name = "ID", conflicts_with_all = ["query", "queries"])]
    pub related: Option<String>,
    /// Most hits (a query: 10; a file of queries: 100)
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// The order of hits
    #[arg(long, value_enum, default_value_t, conflicts_with = "queries")]
    pub sort: Order,
    /// Let new articles gain: after DAYS an older one has lost half of what it can lose by its age
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    pub recency: u32,
    /// Count authors, places, sources, tags, languages, years and months
    #[arg(long, conflicts_with_all = ["queries", "related"])]
    pub facets: bool,
    /// Read every list to its end, also in an archive of more than 10,000 articles
    #[arg(long)]
    pub exact: bool,
    /// Say why each hit has its score
    #[arg(long, conflicts_with_all = ["queries", "related", "json"])]
    pub explain: bool,
    /// Print JSON
    #[arg(long, conflicts_with = "queries")]
    pub json: bool,
    /// Answer many queries: a file with {"id", "text"} a line, read as plain words
    #[arg(long, value_name = "FILE", requires = "run")]
    pub queries: Option<PathBuf>,
    /// Where to write their answers, as a TREC run file
    #[arg(long, value_name = "OUT", requires = "queries")]
    pub run: Option<PathBuf>,
    /// Search for what is typed, errors and all
    #[arg(long)]
    pub no_correction: bool,
    /// Let operators in the queries of a file mean something
    #[arg(long, requires = "queries")]
    pub syntax: bool,
}

/// Orders of hits, as the command line names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Best first
    #[default]
    Relevance,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
}

/// Arguments of `export`.
#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    /// The folder that `build` wrote, or the archive file in it
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,
    /// File to write, standard output if absent; for Markdown a folder that is new or empty
    #[arg(long, value_name = "PATH", required_if_eq("format", "markdown"))]
    pub out: Option<PathBuf>,
    /// File for the archive's synonyms, as `build --synonyms` reads them
    #[arg(long, value_name = "FILE")]
    pub synonyms: Option<PathBuf>,
}

/// Formats of an export, as the command line names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One article a line, with all its fields
    #[default]
    Jsonl,
    /// One Markdown file an article, with front matter
    Markdown,
}

/// Arguments of `serve`.
#[derive(Clone, Debug, ClapArgs)]
pub struct ServeArgs {
    /// The folder that `build` wrote, or the files and folders to build from
    #[arg(required = true, value_name = "DIR|INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Port on this machine; 0: any that is free [default: 8080, or the next one that is free]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Title of the page; else the name of the only feed or export, else "Archive"
    #[arg(long)]
    pub title: Option<String>,
    /// Let the page show pictures that lie on other hosts; else they are links
    #[arg(long, value_enum, value_name = "FROM")]
    pub images: Option<Images>,
    /// How to read them
    #[command(flatten)]
    pub reading: ReadArgs,
    /// Words and names that stand for the same: a file with lines such as `sulaimani = slemani`
    #[arg(long, value_name = "FILE")]
    pub synonyms: Option<PathBuf>,
}

/// Arguments of `doctor`.
#[derive(Debug, ClapArgs)]
pub struct DoctorArgs {
    /// The address of a page that shows an archive, or the folder that `build` wrote
    #[arg(value_name = "URL|DIR")]
    pub site: String,
}

/// Arguments of `inspect`.
#[derive(Debug, ClapArgs)]
pub struct InspectArgs {
    /// The folder that `build` wrote, or the archive file in it
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Say what it costs to fetch the answer to a query, on a first visit; can be given several times
    #[arg(long, value_name = "QUERY")]
    pub query: Vec<String>,
    /// With --query: read every list to its end
    #[arg(long, requires = "query")]
    pub exact: bool,
}
