/**
 * What failures are called, in the reader's language: a sentence for the reader, and behind it what those who run the
 * page need to mend it, in English, as it came.
 */
import { node } from './frame.js';

export const english = {
  offline: 'You are offline. Try again when you are connected.',
  missing: 'A file of the archive is not where it should be.',
  refused: 'The server refuses to send a file of the archive.',
  notAFile: 'The server sent a web page in place of a file of the archive.',
  replaced: 'The archive was renewed while you were reading. Reload the page.',
  brokenOff: 'The connection broke off. Try again.',
  wrongPiece: 'The server sent something other than what was asked for.',
  badVersion: 'The archive and the program that reads it are of different versions. Reload the page.',
  damaged: 'A file of the archive is damaged or incomplete.',
  noWasm: 'The archive needs WebAssembly, which is switched off in this browser.',
  blocked: 'The security rules of this page keep the archive’s program from running.',
  tellOwner: 'If this goes on, please tell the people who run this page.',
  details: 'Technical details',
};

/** Whether bytes of an archive are not what they should be. @param {{ code?: string }} error */
export function isDamage({ code = '' }) {
  return /^(bad-magic|truncated|bad-checksum|corrupt)$/.test(code);
}

/** What readers can mend themselves. */
const READERS_OWN = /^(offline|unreachable|broken-off|replaced|no-wasm)$/;

/**
 * The reason of a failure.
 * @param {Error & { code?: string }} error
 * @param {import('./strings.js').Voice} voice
 */
export function why({ message, code = codeOf(message) }, voice) {
  voice.learn(english);
  const { say } = voice;
  const key = !navigator.onLine ? 'offline' : isDamage({ code }) ? 'damaged' : code.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const told = [say(/** @type {import('./strings.js').Key} */ (key)), ...(READERS_OWN.test(code) ? [] : [say('tellOwner')])];
  const evidence = node('p', { part: 'evidence', lang: 'en', dir: 'ltr' }, message);
  const details = node('details', { part: 'details' }, node('summary', {}, say('details')), evidence);
  return node('div', { part: 'alert-detail' }, ...told.map((sentence) => node('p', {}, sentence)), details);
}

/** What a browser tells where a part of the element's own script cannot be loaded has no code. @param {string} message */
function codeOf(message) {
  return /module/.test(message) ? 'unreachable' : '';
}
