// Reports what goes wrong in a page to the server that the page came from, where the browser's driver would not tell a test.
{
  const reports = Object.assign(globalThis, { reports: [] }).reports;
  const tell = (text) => reports.push(fetch('/informer', { method: 'POST', body: text, keepalive: true }).catch(() => {}));
  for (const kind of ['log', 'info', 'warn', 'error']) {
    const { [kind]: write } = console;
    console[kind] = (...words) => {
      tell(`console ${kind}: ${words.join(' ')}`);
      write.apply(console, words);
    };
  }
  addEventListener('error', ({ message, error }) => message && tell(`error: ${error?.stack ?? message}`));
  addEventListener('unhandledrejection', ({ reason }) => tell(`error: ${reason?.stack ?? reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    tell(`policy: ${violatedDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber}`));
}
