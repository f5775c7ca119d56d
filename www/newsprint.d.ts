/** Types of the elements, of their properties and events. `import 'newsprint/newsprint.js'` in a typed page has them. */

/** A message of the interface: a text, or one text a plural form as `Intl.PluralRules` names them. */
export type NewsprintMessage = string | { other: string; [form: string]: string };

/** What a person searched for was answered. */
export interface NewsprintSearchDetail {
  query: string;
  /** What narrows the list: fields with values, as `author:"Ana Ruiz"`. */
  filters: readonly string[];
  sort: 'relevance' | 'newest' | 'oldest';
  /** Number of articles that match. */
  total: number;
  /** The query as it was answered, if typing errors were corrected. */
  corrected: string | null;
}

/** A person is about to open an article. */
export interface NewsprintOpenDetail {
  id: string;
  title: string;
}

/** An article was left for the list. */
export interface NewsprintCloseDetail {
  id: string;
}

/** Something failed. */
export interface NewsprintErrorDetail {
  code:
    | 'offline' | 'unreachable' | 'missing' | 'refused' | 'not-a-file' | 'replaced' | 'broken-off' | 'wrong-piece'
    | 'bad-magic' | 'bad-version' | 'truncated' | 'bad-checksum' | 'corrupt' | 'unknown-article' | 'bad-argument' | 'read-failed'
    | 'no-wasm' | 'blocked' | 'not-started' | 'failed';
  /** In English, with the evidence. */
  message: string;
}

export interface NewsprintEventMap {
  'newsprint-search': CustomEvent<NewsprintSearchDetail>;
  'newsprint-open': CustomEvent<NewsprintOpenDetail>;
  'newsprint-close': CustomEvent<NewsprintCloseDetail>;
  'newsprint-error': CustomEvent<NewsprintErrorDetail>;
}

/** `<newsprint-archive>`: an article archive, searched and read in place. */
export interface NewsprintArchive extends HTMLElement {
  src: string;
  address: string;
  headingLevel: number;
  images: string;
  links: string;
  shortcut: string;
  recent: boolean;
  strings: Record<string, NewsprintMessage>;
  readonly ready: Promise<void>;
  search(query: string): Promise<void>;
  open(id: string): Promise<void>;
}

/** `<newsprint-search>`: a search field for any page, whose results lead to the page with the archive. */
export interface NewsprintSearch extends NewsprintArchive {
  href: string;
  for: string;
  dialog: boolean;
  focus(options?: FocusOptions): Promise<void>;
  close(): void;
}

/** `<newsprint-article>`: one article of an archive, anywhere in a page. */
export interface NewsprintArticle extends NewsprintArchive {
  article: string;
  href: string;
}

/** `<newsprint-related>`: articles about the same as one of an archive, each with the reason. */
export interface NewsprintRelated extends NewsprintArchive {
  article: string;
  href: string;
  limit: number;
}

declare global {
  interface HTMLElementTagNameMap {
    'newsprint-archive': NewsprintArchive;
    'newsprint-search': NewsprintSearch;
    'newsprint-article': NewsprintArticle;
    'newsprint-related': NewsprintRelated;
  }

  interface HTMLElementEventMap extends NewsprintEventMap {}
  interface DocumentEventMap extends NewsprintEventMap {}
  interface WindowEventMap extends NewsprintEventMap {}
}
