/** What comes once a list is shown: the row above it, and what draws articles. One file, so that the first article waits for none. */
export { Reading } from './reading.js';
export { openTools } from './tools.js';
