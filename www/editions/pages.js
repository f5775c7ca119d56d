/**
 * Puts the archive in the place of a page that was written for readers without scripts (`newsprint build --pages`): the
 * element opens the article that the page shows, or the newest, unseen; once it is drawn, it takes the page's place without
 * moving what is read. If it fails, the page stays.
 *
 * It runs before `newsprint.js`, since the element reads the address as soon as it is there.
 */
const page = /** @type {HTMLElement} */ (document.querySelector('.edition'));
const archive = /** @type {import('../element.js').NewsprintArchive} */ (document.querySelector('newsprint-archive'));
const { article, site } = archive.dataset;
const { href } = location;

/** Whether the address asks for something else than the page. */
const isAsked = /[#&](q|filter|article)=/.test(location.hash);

if (article !== undefined) nameArticle(article);
if (isAsked) page.remove();
else takeOver();

/**
 * The article's page is one of many; its state in the archive has an address of its own, in the site's page. Relative
 * addresses would change with it, so they are made full first.
 * @param {string} id
 */
function nameArticle(id) {
  for (const link of page.querySelectorAll('a')) link.setAttribute('href', link.href);
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="icon"]'));
  icon?.setAttribute('href', icon.href);
  for (const picture of page.querySelectorAll('img')) picture.setAttribute('src', picture.src);
  const { href: src } = new URL(archive.getAttribute('src') ?? '', document.baseURI);
  archive.setAttribute('src', src);
  history.replaceState(history.state, '', new URL('..', src).pathname + location.search + (isAsked ? location.hash : `#article=${encodeURIComponent(id)}`));
}

async function takeOver() {
  await customElements.whenDefined('newsprint-archive');
  archive.addEventListener('newsprint-error', () => page.isConnected && history.replaceState(history.state, '', href), { once: true });
  await archive.ready;
  await atBeginning();
  const before = headline(page);
  const hasFocus = page.contains(document.activeElement);
  page.remove();
  const after = headline(archive.shadowRoot);
  if (scrollY && before !== null && after !== null) scrollBy({ top: after - before, behavior: 'instant' });
  if (hasFocus) focusHeadline();
  keepTitle();
}

/** A list is not what the element shows below its first articles: whoever reads there goes on reading. @returns {Promise<unknown>} */
function atBeginning() {
  const isThere = () => article !== undefined || scrollY < innerHeight;
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return;
      removeEventListener('scroll', look);
      resolve(true);
    };
    addEventListener('scroll', look);
    look();
  });
}

/** Where an article's headline stands on the screen. @param {ParentNode | null} root */
function headline(root) {
  return root?.querySelector('.headline, [part="headline"]')?.getBoundingClientRect().top ?? null;
}

/** Who was in the page by keyboard is in the archive then. */
function focusHeadline() {
  const target = archive.shadowRoot?.querySelector('[part="headline"], [part="listing-title"]');
  /** @type {HTMLElement | null | undefined} */ (target)?.focus({ preventScroll: true });
}

/** The page's title is an article's: others have others. */
function keepTitle() {
  if (!site) return;
  archive.addEventListener('newsprint-open', (event) => (document.title = `${/** @type {CustomEvent} */ (event).detail.title} – ${site}`));
  archive.addEventListener('newsprint-close', () => (document.title = site));
}

// A module of its own for the checker of types.
export {};
