//! The TypeScript side of the package.

use wasm_bindgen::prelude::*;

/// The types of what goes in and out, for TypeScript and for editors.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a search is asked for beside its query. */
export interface SearchOptions {
  /** Hits on a page; 10. */
  limit?: number;
  /** Hits before the page; 0. */
  offset?: number;
  /** Whether the last word may be the beginning of longer ones; true. */
  prefix?: boolean;
  /** The order of hits; 'relevance'. */
  sort?: 'relevance' | 'newest' | 'oldest';
  /** Whether typing errors are corrected; true. */
  correct?: boolean;
  /** Whether the values of facets are counted; false. */
  facets?: boolean;
  /** Whether a large archive is read to the end of every list that the query needs; false. Small ones always are. */
  exact?: boolean;
  /** Days after which an article has lost half of what it can lose by its age; 0: age does not count. */
  recency?: number;
}
/** A part of a query; `start` and `end` as in `Mark`, in the corrected query where there is one. */
export interface Part {
  kind: 'words' | 'phrase' | 'title' | 'author' | 'place' | 'source' | 'tag' | 'lang' | 'date' | 'near' | 'either' | 'group';
  /** Its words or value, without operators. */
  text: string;
  start: number;
  end: number;
  /** Whether articles for which it holds are left out. */
  without: boolean;
  /** The parts of a group, or what an operator joins. */
  parts: Part[];
}
/** What the articles that match have in common: values, and how many have each. */
export interface FacetCounts {
  name: 'author' | 'place' | 'source' | 'tag' | 'lang' | 'year' | 'month';
  /** The most frequent first; years and months newest first. */
  values: [value: string, articles: number][];
}
/** What related articles are asked for. */
export interface RelatedOptions { /** Most articles; 5. */ limit?: number; }
/** Articles that are related to one. */
export interface RelatedResult {
  related: (Hit & {
    /** Words that both are about, the most telling first. */
    reason: string[];
  })[];
}
/** What is marked. Words count as in a search with these options. */
export interface MarkOptions extends SearchOptions {
  /** The article's id: its language decides which forms are those of a word. */
  article: string;
  /** A text of the article. */
  text: string;
}
/** Start and end of a marked run, in UTF-16 code units as `String.prototype.slice` counts. */
export type Mark = [start: number, end: number];
/** An article that matches. */
export interface Hit {
  id: string;
  title: string;
  title_marks: Mark[];
  score: number;
  snippet: string;
  marks: Mark[];
  /** ISO 8601, as precise as known: `2013`, `2013-05`, `2013-05-29` … */
  date: string | null;
  place: string | null;
  kicker: string | null;
  lang: string | null;
  dir: 'ltr' | 'rtl' | null;
  /** Words in the body. */
  words: number;
}
/** What was found. */
export interface SearchResult {
  query: string;
  /** Number of articles that match. */
  total: number;
  /** One page of them. */
  hits: Hit[];
  /** False if bytes of the archive are missing: `needs` names them, and `hits` is empty. */
  complete: boolean;
  needs: { offset: number; length: number }[];
  /** The query that was answered, if typing errors were corrected. */
  corrected: string | null;
  /** What was corrected, and to what. */
  changes: [from: string, to: string][];
  /** The query as it was understood. */
  parsed: Part[];
  /** Words that counted as others too, by the archive's list of synonyms. */
  synonyms: [word: string, names: string[]][];
  /** What was counted, if `facets` was asked for. */
  facets: FacetCounts[];
}
/** How a list or an article is shown. */
export interface Setting {
  /** Level of the headings. */
  heading_level?: number;
  /** Address of an article in the page, before its percent-encoded id; '#article='. */
  href?: string;
  /** A date for people, from ISO 8601. */
  date?: (iso: string) => string;
  /** Words of the interface; those that are left out are English. */
  strings?: Partial<Record<'previous' | 'next' | 'related' | 'neighbours' | 'credit' | 'tags' | 'source' | 'original' | 'table', string>> & { minutes?: (minutes: number) => string };
}
/** A list of results to show. */
export interface ListView extends SearchOptions, Setting { query: string; }
/** An article to show, by its id. */
export interface ArticleView extends Setting {
  article: string;
}
/** The article that is shown. */
export interface ShownArticle { id: string; title: string; lang: string | null; dir: 'ltr' | 'rtl' | null; }
/** Every error has a code: 'bad-magic', 'bad-version', 'truncated', 'bad-checksum', 'corrupt', 'unknown-article', 'bad-argument' or 'read-failed'. */
export interface NewsprintError extends Error { code: string; }
/** Reads a range of an archive's bytes; fewer than asked for mean that the archive ends there. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array>;
"#;
