/** Loads the page anew when its site has changed, and shows why where it could not be built. */
const events = new EventSource('/-/events');
let shown = null;
let note = null;

events.addEventListener('site', ({ data }) => {
  shown ??= data;
  if (data !== shown) location.reload();
});

events.addEventListener('problem', ({ data }) => {
  note ??= document.createElement('pre');
  note.setAttribute('role', 'alert');
  note.textContent = data;
  Object.assign(note.style, {
    position: 'fixed', inset: 'auto 0 0 0', margin: 0, padding: '1rem', whiteSpace: 'pre-wrap',
    background: '#7a0019', color: '#fff', zIndex: 2147483647,
  });
  document.body.append(note);
});
