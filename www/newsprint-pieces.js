/** The script for pages with smaller elements: registers `<newsprint-search>`, `<newsprint-article>`, `<newsprint-related>` and `<newsprint-archive>`. */
import './newsprint-article.js';
import './newsprint-related.js';
import './newsprint-search.js';
