/**
 * Pictures of the element for people to look at, in `target/screens/`: six states, in five languages, on three screens, by
 * day and by night. Of each it is asked besides that nothing runs off to the side, and that no text is cut off or lies
 * over another. Chromium draws them; `make test` makes them anew.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from './server.mjs';
import { NAMES, launch, missing } from './support/browsers.mjs';
import { WAIT, field, fits, part, shows } from './support/person.mjs';

/** @typedef {import('playwright-core').Page} Page */

const NEWSPRINT = fileURLToPath(new URL(`../${process.env.CARGO_TARGET_DIR ?? 'target'}/release/newsprint`, import.meta.url));
const OUT = fileURLToPath(new URL('../target/screens', import.meta.url));
const WIDTHS = [360, 768, 1440];

/**
 * A language, the paper's name, a word of its articles, and the articles: headline, standfirst, paragraphs.
 * @type {Record<string, { dir: string, name: string, word: string, place: string, author: string, articles: [title: string, ...paragraphs: string[]][] }>}
 */
const LANGUAGES = {
  en: {
    dir: 'ltr', name: 'The Karima Courier', word: 'bridge', place: 'Karima', author: 'Ana Ruiz',
    articles: [
      ['The bridge at Karima opens again after eleven years', 'The first lorries crossed the bridge at dawn, and by noon the market on the far bank had run out of bread.', 'Engineers had replaced every second span. “It will outlive us,” said the keeper, who has lived beside it since he was a boy.', 'The old iron is to be sold. A third of the price goes to the school.'],
      ['A river that nobody measures', 'No gauge has stood in the valley since the flood, and the farmers read the water from the stones of the bridge.', 'The ministry promised a station for the spring.'],
      ['Letters to the editor: of bread, bridges and buses', 'Three readers write about the timetable, one about the bread.'],
    ],
  },
  ar: {
    dir: 'rtl', name: 'بريد كريمة', word: 'الجسر', place: 'كريمة', author: 'سلمى الطيب',
    articles: [
      ['إعادة فتح الجسر في كريمة بعد أحد عشر عاما', 'عبرت أولى الشاحنات الجسر مع الفجر، وعند الظهر نفد الخبز من السوق على الضفة البعيدة.', 'استبدل المهندسون نصف الأقواس. وقال حارس الجسر الذي يسكن بجواره منذ صباه: «سيبقى بعدنا».', 'سيباع الحديد القديم، ويذهب ثلث ثمنه إلى المدرسة.'],
      ['نهر لا يقيسه أحد', 'لم تقم في الوادي محطة قياس منذ الفيضان، ويقرأ المزارعون الماء من حجارة الجسر.'],
      ['رسائل القراء', 'ثلاثة قراء يكتبون عن مواعيد الحافلات.'],
    ],
  },
  ckb: {
    dir: 'rtl', name: 'پەیامی هەولێر', word: 'پردەکە', place: 'هەولێر', author: 'دیلان عەزیز',
    articles: [
      ['پردەکە دوای یازدە ساڵ جارێکی تر کرایەوە', 'لە بەرەبەیاندا یەکەم بارهەڵگرەکان بەسەر پردەکەدا پەڕینەوە و تا نیوەڕۆ نان لە بازاڕی ئەوبەر نەما.', 'ئەندازیاران نیوەی کەوانەکانیان گۆڕی. پاسەوانەکەی کە لە منداڵییەوە لە تەنیشتی دەژی وتی: «لە ئێمە زیاتر دەمێنێتەوە».', 'ئاسنە کۆنەکە دەفرۆشرێت و سێیەکی نرخەکەی بۆ قوتابخانەکەیە.'],
      ['ڕووبارێک کە کەس نایپێوێت', 'لە دوای لافاوەکەوە هیچ پێوەرێک لە دۆڵەکەدا نییە و جووتیاران ئاوەکە لە بەردەکانی پردەکە دەخوێننەوە.'],
      ['نامەی خوێنەران', 'سێ خوێنەر لەبارەی کاتی پاسەکانەوە دەنووسن.'],
    ],
  },
  hi: {
    dir: 'ltr', name: 'करीमा समाचार', word: 'पुल', place: 'करीमा', author: 'मीरा जोशी',
    articles: [
      ['ग्यारह साल बाद करीमा का पुल फिर खुला', 'पौ फटते ही पहले ट्रक पुल से गुज़रे और दोपहर तक उस पार के बाज़ार में रोटी ख़त्म हो गई।', 'इंजीनियरों ने हर दूसरा खंड बदल दिया। बचपन से पुल के पास रहने वाले चौकीदार ने कहा, “यह हमसे ज़्यादा जिएगा।”', 'पुराना लोहा बेचा जाएगा। दाम का एक तिहाई स्कूल को मिलेगा।'],
      ['एक नदी जिसे कोई नहीं नापता', 'बाढ़ के बाद से घाटी में कोई मापक नहीं है और किसान पुल के पत्थरों से पानी पढ़ते हैं।'],
      ['पाठकों के पत्र', 'तीन पाठक बसों के समय के बारे में लिखते हैं।'],
    ],
  },
  ja: {
    dir: 'ltr', name: 'カリマ新聞', word: '橋', place: 'カリマ', author: '佐藤花子',
    articles: [
      ['カリマの橋、十一年ぶりに開通', '夜明けとともに最初のトラックが橋を渡り、正午には対岸の市場からパンが消えた。', '技術者たちは橋桁を一つおきに取り替えた。子どものころから橋のそばに住む番人は「私たちより長生きするだろう」と話した。', '古い鉄は売られ、代金の三分の一は学校に贈られる。'],
      ['誰も測らない川', '洪水のあと谷には水位計がなく、農家は橋の石で水を読む。'],
      ['読者からの手紙', '三人の読者がバスの時刻について書いている。'],
    ],
  },
};

/**
 * A state: the way there from the page's address, and the part that tells that it is reached.
 * @type {Record<string, { shows: string, address?: (word: string) => string, before?: (page: Page) => Promise<unknown>, act?: (page: Page, word: string) => Promise<unknown> }>}
 */
const STATES = {
  list: { shows: 'hit-link' },
  results: { act: (page, word) => field(page).fill(word), shows: 'mark' },
  filters: { act: (page) => part(page, 'toggle').click(), shows: 'panel' },
  article: { address: (word) => `#q=${encodeURIComponent(word)}&article=0`, shows: 'hits' },
  empty: { address: () => '#q=zzzzqqqq&filter=date:2014', shows: 'way-out' },
  error: { before: (page) => page.route('**/archive.newsprint', (route) => route.fulfill({ status: 404, body: '' })), shows: 'details' },
};

const skip = missing('chromium') || (NAMES.includes('chromium') ? false : 'Chromium is not asked for') || (existsSync(NEWSPRINT) ? false : 'there is no program: run make site');

/** @type {import('playwright-core').Browser} */ let browser;
/** @type {string} */ let folder;

describe('pictures', { skip }, () => {
  before(async () => {
    browser = await launch('chromium');
    folder = mkdtempSync(`${tmpdir()}/newsprint-screens-`);
    rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT, { recursive: true });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [lang, { dir, word }] of Object.entries(LANGUAGES)) {
    test(`in ${lang}`, async () => {
      const site = build(lang);
      // The page speaks the language of its articles.
      assert.ok(readFileSync(`${site}/index.html`, 'utf8').includes(`<html lang="${lang}" dir="${dir}">`));
      const server = await serve(site);
      try {
        for (const width of WIDTHS) await onScreen(server.url, lang, word, width);
      } finally {
        await server.close();
      }
    });
  }
});

/** A site with a language's articles. @param {string} lang */
function build(lang) {
  const { articles, author, name, place } = LANGUAGES[lang];
  const lines = articles.map(([title, ...paragraphs], n) => JSON.stringify({ id: String(n), title, text: paragraphs.join('\n'), date: `${2014 + n}-05-2${n}`, lang, author, place, tags: [place], source: 'Newsprint' }));
  writeFileSync(`${folder}/${lang}.jsonl`, lines.join('\n'));
  execFileSync(NEWSPRINT, ['build', `${folder}/${lang}.jsonl`, '--title', name, '--out', `${folder}/${lang}`], { stdio: 'ignore' });
  return `${folder}/${lang}`;
}

/**
 * @param {string} url
 * @param {string} lang
 * @param {string} word
 * @param {number} width
 */
async function onScreen(url, lang, word, width) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const [state, { before, address, act, ...end }] of Object.entries(STATES)) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
      context.setDefaultTimeout(WAIT);
      const page = await context.newPage();
      await before?.(page);
      await page.goto(url + (address?.(word) ?? ''));
      await act?.(page, word);
      await shows(part(page, end.shows).first());
      await page.waitForTimeout(300);
      await fits(page);
      assert.deepEqual(await cutOff(page), [], `${state} in ${lang} at ${width} px`);
      await page.screenshot({ fullPage: true, path: `${OUT}/${lang}-${state}-${width}-${colorScheme}.png` });
      await context.close();
    }
  }
}

/** Parts whose text does not fit into them; that of the chart's bars is for the ear. @param {Page} page */
function cutOff(page) {
  return page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('newsprint-archive')?.shadowRoot);
    const isCut = (/** @type {Element} */ element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      return (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) || (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
    };
    return [...root.querySelectorAll('[part]:not([part~=bar])')].filter((element) => element.clientWidth > 1 && element.textContent?.trim() && isCut(element)).map((element) => element.getAttribute('part'));
  });
}
