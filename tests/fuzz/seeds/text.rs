//! Raw text, Markdown, stories, and texts in many scripts.

/// Dumps of pages.
pub const TEXT: &[&str] = &[
    "Home\nNews\nWorld\nDam at Karima falls\nBy Salma Haddad\nMay 29, 2013\n(Photo: Omar Idris)\nKARIMA (NPA) — The old \
     dam above the town fell on Monday night, officials said.\nNobody was hurt when it fell, they said, but the road is \
     closed.\nWhat happens next\nA new one will be built before winter, the mayor said.\n• two gates\n• one road\nShare \
     this:\nFacebook\nTags: dams, rivers\nPrevious Article\nBridge opens\nNext Article\nRain until Friday\nRelated \
     Posts\nMarket moves to school yard\n© 2013 The Karima Post. All rights reserved.\n",
    "   RIVER TAKES BRIDGE\n\n   KARIMA, May 29 (NPA) - The river rose again overnight and took\nthe old bridge with it, \
     the third in as many years to go, officials\nsaid on Monday.\n   Nobody was hurt when it fell, but the town is now \
     cut off from the\nhospital on the other bank.\n REUTER\n",
    "الرئيسية\nسقوط الجسر الثالث خلال ثلاثة أعوام\nبقلم: سلمى حداد\n٢٩ مايو ٢٠١٣\nكريمة (ن ب) – سقط الجسر القديم فوق النهر بعد \
     منتصف ليل الثلاثاء.\nوقال رئيس البلدية إن أحدا لم يصب بأذى.\nاقرأ أيضا: العبارة تعمل\nالخبر السابق\nالسوق ينتقل\n",
    "旧桥倒塌\n2013年5月29日 来源：新印社\n星期二午夜过后，河上的旧桥倒塌，这是三年来该市失去的第三座桥。\n市长说，没有人受伤。\n责任编辑：王明\n",
    "1. First item\n2. Second item\n3) Third\n\nQuestion?\n\nAnswer: a sentence of several words that ends here.\n",
    "One line without an end",
];

/// Pieces of dumps.
pub const TEXT_PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\t",
    "   ",
    "By ",
    "Photo: ",
    "(Photo: X)",
    "KARIMA (NPA) — ",
    "LONDON, May 3 (NPA) - ",
    "— ",
    " | ",
    "12",
    "2013-05-29",
    "03/04/2013",
    "٢٩ مايو ٢٠١٣",
    "29 พ.ค. 2556",
    "Related Posts\n",
    "Next Article\n",
    "Previous Article\n",
    "Share this:\n",
    "Tags: ",
    "#tag ",
    "• ",
    "- ",
    "1. ",
    "* * *",
    "A dam fell. ",
    "(",
    ")",
    "[",
    "]",
    "«",
    "»",
    "“",
    "…",
    "@highlight\n",
    "content: ['",
    "', '",
    "']",
    "\\xa0",
    "é",
    "ب",
    "新",
    "ไทย",
    "🙂",
    "İ",
    "ß",
    "Advertisement\n",
    "0 comments\n",
    "4 h ago\n",
    "Comments\n",
    "From ",
    "{",
    "<",
    "---\n",
    ".",
    "؟",
    "。",
];

/// Markdown with and without front matter.
pub const MARKDOWN: &[&str] = &[
    "---\ntitle: \"Dam falls\"\ndate: 2013-05-29T10:00:00+03:00\ntags: [dams, rivers]\nauthor: Salma Haddad\ndraft: false\n\
     ---\n\nThe *old* dam **above** the [town](https://example.org/a?b=1&c) fell.\n\n## What happens next\n\n- two\n  - \
     nested\n1. one\n\n> He said so.\n\n```rust\nfn main() {}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![Dam](dam.jpg \"A \
     dam\")\n\nText[^1] with `code`.\n\n[^1]: A note.\n",
    "+++\ntitle = \"Bridge\"\ndate = 2013-05-29\n[taxonomies]\ntags = [\"a\"]\n+++\nText.\n\n<!--more-->\n\nMore <b>text</b> \
     and <br> a line.\n\n<figure><img src=a.jpg alt=x><figcaption>Cap</figcaption></figure>\n",
    "{\n  \"title\": \"Json head\",\n  \"tags\": [\"a\", \"b\"]\n}\n\nText.\n",
    "# Title\n\nSetext\n======\n\nText  \nbroken\\\nline &amp; entity &#x41; &nosuch;\n\n***\n\n* * *\n",
];

/// Pieces of Markdown and front matter.
pub const MARKDOWN_PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "...\n",
    ";;;\n",
    "{\n",
    "}\n",
    "title: ",
    "date: ",
    "tags: [",
    "]\n",
    "- ",
    "  - ",
    "    ",
    "> ",
    "# ",
    "###### ",
    "```",
    "~~~",
    "`",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "![",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<br>",
    "|",
    "|---|\n",
    "\n",
    "\n\n",
    "\\",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "[^1]",
    "[^1]: ",
    "[a]: b\n",
    "<http://a.b>",
    "1. ",
    "999999999. ",
    "* ",
    "+ ",
    ": ",
    "&a ",
    "*a ",
    "!!binary ",
    "? ",
    "| \n",
    "> \n",
    "&x [*x,*x]",
    "\"",
    "'",
    "text ",
    "é",
    "ب",
    "<img src=x onerror=y>",
    "<script>",
    "</script>",
    "{% raw %}",
    "{{< x >}}",
];

/// Stories with highlights.
pub const STORY: &[&str] = &[
    "(NPA) -- The dam fell on Monday night, officials said.\n\nNobody was hurt.\n\n@highlight\n\nOld dam falls\n\n@highlight\n\n\
     Road is closed\n",
];

/// Texts in scripts that have encodings of their own.
pub const SCRIPTS: &[&str] = &[
    "سقط الجسر القديم فوق النهر بعد منتصف ليل الثلاثاء، وهو الثالث الذي تفقده المدينة.\nوقال رئيس البلدية إن أحدا لم يصب.\n",
    "Старый мост обрушился в ночь на вторник, сообщили в городской администрации.\n",
    "星期二午夜过后，河上的旧桥倒塌，这是三年来该市失去的第三座桥。\n",
    "火曜日の深夜すぎ、川にかかる古い橋が崩れ落ちた。\n",
    "화요일 자정이 지나 강 위의 낡은 다리가 무너졌다.\n",
    "Le pont s’est effondré après minuit, a déclaré le maire.\n",
    "<html><head><meta charset=\"windows-1251\"><title>Мост</title></head><body><p>Старый мост обрушился.</p></body></html>",
    "<?xml version=\"1.0\" encoding=\"gbk\"?><rss><channel><item><title>旧桥倒塌</title></item></channel></rss>",
];
