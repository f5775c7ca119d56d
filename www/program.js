/** The engine's program, asked for before the script that runs it is there. */

export const PROGRAM = new URL('./pkg/newsprint_bg.wasm', import.meta.url);

/** @type {Promise<Response> | null} */
let asked = null;

/** The one answer that a page asks for ahead; its failure is the business of whom it is handed to. */
export function askForProgram() {
  asked ??= fetch(PROGRAM);
  asked.catch(() => {});
  return asked;
}
