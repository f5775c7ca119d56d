import { english as related } from './related.js';

/** What the reading view says, in English; it is loaded with the first article. */
export const english = {
  previous: 'Previous article',
  next: 'Next article',
  neighbours: 'More articles',
  related: 'Related',
  credit: 'Photo: ',
  source: 'Source',
  tags: 'Tags',
  original: 'Read the original',
  table: 'Table',
  picture: 'See the picture at {host}',
  ...related,
  hits: 'Words that were searched for',
  hitCount: { one: '{n} match', other: '{n} matches' },
  hitAt: '{n} of {total}',
  previousHit: 'Previous match',
  nextHit: 'Next match',
  tools: 'This article',
  copyLink: 'Copy link',
  copyQuote: 'Copy quote',
  copied: 'Copied',
  notCopied: 'Not copied',
  share: 'Share',
};
