/** The one script a page includes for its archive: it registers `<newsprint-archive>` and does nothing else. */
import { NewsprintArchive } from './element.js';
import { define } from './lifecycle.js';

define('newsprint-archive', NewsprintArchive);
