/** The script that a page includes for smaller elements: it registers them, and `<newsprint-archive>` too. */
import './newsprint.js';
import { define } from './lifecycle.js';
import { NewsprintArticle } from './piece-article.js';
import { NewsprintRelated } from './piece-related.js';
import { NewsprintSearch } from './piece-search.js';

define('newsprint-article', NewsprintArticle);
define('newsprint-related', NewsprintRelated);
define('newsprint-search', NewsprintSearch);
