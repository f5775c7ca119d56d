/** Which pictures of an article are fetched: those of the page's and of the archive's own host, others only if the page asks for them. */
import { node } from './frame.js';

/**
 * Decides for every picture of an article that is drawn where none is fetched yet. In place of one that is not shown
 * stands a link to it.
 * @param {Element} stage
 * @param {{ images: string, src: string }} host
 * @param {import('./strings.js').Say} say
 */
export function settlePictures(stage, { images, src }, say) {
  const own = ['', src].map((address) => new URL(address, document.baseURI).host);
  for (const picture of stage.querySelectorAll('img')) {
    const url = addressOf(picture);
    if (url && own.includes(url.host)) continue;
    if (url && images === 'remote') picture.referrerPolicy = 'no-referrer';
    else withhold(picture, url, say);
  }
}

/**
 * @param {HTMLImageElement} picture
 * @param {URL | null} url
 * @param {import('./strings.js').Say} say
 */
function withhold(picture, url, say) {
  const caption = picture.nextElementSibling;
  if (caption && !caption.firstChild) caption.append(picture.alt);
  if (url) {
    const { href, host } = url;
    const link = node('a', { part: 'link', href, rel: 'noopener noreferrer', itemprop: 'contentUrl' }, say('picture', { host }));
    caption?.after(node('p', { part: 'picture-link' }, link));
  }
  picture.remove();
}

/** @param {HTMLImageElement} picture */
function addressOf(picture) {
  try {
    return new URL(picture.getAttribute('src') ?? '', document.baseURI);
  } catch {
    return null;
  }
}
