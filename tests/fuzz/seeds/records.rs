//! JSON of all shapes, tables, mailboxes.

/// JSON Lines.
pub const JSONL: &[&str] = &[
    "{\"id\":\"1\",\"title\":\"Dam falls\",\"text\":\"The dam fell.\\nNobody was hurt.\",\"date\":\"2013-05-29\",\"author\":[\"Salma\"],\
     \"tags\":\"a, b\",\"extra\":{\"n\":1.5e3}}\n{\"title\":\"Bridge\",\"text\":\"\",\"lang\":\"ar\",\"place\":\"Karima\"}\n{\"text\": 7}\n",
    "{\"maintext\":\"The dam fell.\",\"date_publish\":\"2013-05-29 10:00:00\",\"authors\":[],\"source_domain\":\"e.org\"}\n",
    "{\"id\":\"x\",\"headline\":\"Dam\",\"blocks\":[{\"kind\":\"para\",\"text\":\"ab\",\"spans\":[{\"start\":0,\"end\":1,\"style\":\"strong\"}]}],\
     \"links\":{\"previous\":{\"title\":\"t\"},\"next\":null,\"related\":[]},\"dateline\":{\"raw\":\"r\"},\"removed\":[]}\n",
];

/// One JSON document.
pub const JSON: &[&str] = &[
    "[\n{\"title\":\"Dam falls\",\"body\":\"The dam fell.\"},\n{\"headline\":\"Bridge\",\"content\":\"<p>Text</p>\"}\n]",
    "{\"articles\":[{\"title\":\"a\",\"text\":\"b\"}]}",
    "{\"title\":\"Dam\",\"articleBody\":\"The dam fell.\",\"published\":\"2013\"}",
    "[{\"id\":5,\"title\":{\"rendered\":\"Dam\"},\"content\":{\"rendered\":\"<p>x</p>\"},\"date\":\"2013-05-29T10:00:00\"}]",
];

/// Ghost exports.
pub const GHOST: &[&str] = &[
    "{\"db\":[{\"meta\":{\"exported_on\":1369821600000,\"version\":\"5.0\"},\"data\":{\"posts\":[{\"id\":\"1\",\"title\":\"Dam\",\"slug\":\"dam\",\
     \"html\":\"<p>The dam fell.</p>\",\"status\":\"published\",\"type\":\"post\",\"published_at\":\"2013-05-29T10:00:00.000Z\",\
     \"custom_excerpt\":\"Short\",\"feature_image\":\"__GHOST_URL__/a.jpg\"},{\"id\":\"2\",\"title\":\"Draft\",\"status\":\"draft\",\"lexical\":\
     \"{\\\"root\\\":{\\\"children\\\":[{\\\"text\\\":\\\"x\\\"}]}}\"}],\"tags\":[{\"id\":\"t\",\"name\":\"dams\"}],\"posts_tags\":[{\"post_id\":\"1\",\
     \"tag_id\":\"t\"}],\"users\":[{\"id\":\"u\",\"name\":\"Salma\"}],\"posts_authors\":[{\"post_id\":\"1\",\"author_id\":\"u\"}]}}]}",
];

/// JSON Feeds.
pub const JSON_FEED: &[&str] = &[
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Post\",\"language\":\"en\",\"items\":[{\"id\":\"1\",\"url\":\"https://e.org/d\",\
     \"title\":\"Dam\",\"content_html\":\"<p>The dam fell.</p>\",\"date_published\":\"2013-05-29T10:00:00Z\",\"authors\":[{\"name\":\"Salma\"}],\
     \"tags\":[\"dams\"],\"image\":\"a.jpg\"},{\"id\":2,\"content_text\":\"Text\"}]}",
];

/// Pieces of JSON.
pub const JSON_PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "\\n",
    "null",
    "true",
    "1e999",
    "-0",
    "99999999999999999999",
    "\"text\":",
    "\"title\":",
    "\"date\":",
    "\"items\":[",
    "\"db\":[",
    "\"posts\":[",
    "\"blocks\":[",
    "\"kind\":\"list\"",
    "\"spans\":[{\"start\":1,\"end\":9}]",
    "\"tags\":",
    "{\"a\":",
    "[[",
    "\"<p>\"",
    "\"x\"",
    "\n",
    " ",
    "é",
    "ب",
    "//",
    "/*",
    "'",
    "NaN",
    "\"id\":\"\"",
    "\"extra\":{}",
];

/// Tables.
pub const CSV: &[&str] = &[
    "id,title,text,date,author\n1,Dam falls,\"The dam fell.\nNobody was \"\"hurt\"\".\",2013-05-29,Salma\n2,Bridge,Text,,\n",
    "title;content;url\nDam;The dam fell;https://e.org/d\n",
    "\u{feff}headline\tbody\nDam\tThe dam fell.\n",
];

/// Pieces of tables.
pub const CSV_PIECES: &[&str] = &[
    ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "title", "text", "date", " ", "x", "'", "=1+1", "é", "ب",
    "\u{feff}",
];

/// Mailboxes.
pub const MBOX: &[&str] = &[
    "From a@e.org Wed May 29 10:00:00 2013\nFrom: Salma Haddad <a@e.org>\nSubject: =?utf-8?Q?Dam_f=C3=A4llt?=\nDate: Wed, 29 May 2013 10:00:00 \
     +0000\nMessage-ID: <1@e.org>\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain; \
     charset=utf-8\n\nThe dam fell.\n\n>From here on it rained.\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n\
     PHA+VGhlIGRhbSBmZWxsLjwvcD4=\n--b--\n\nFrom b@e.org Thu May 30 10:00:00 2013\nSubject: Re: Dam\n\n> quoted\n\nText.\n-- \nSalma\n",
];

/// Pieces of mail.
pub const MBOX_PIECES: &[&str] = &[
    "From a@b Mon Jan  1 00:00:00 2024\n",
    "From: ",
    "Subject: ",
    "Date: ",
    "To: ",
    "Content-Type: ",
    "multipart/mixed; boundary=b\n",
    "--b\n",
    "--b--\n",
    "text/html",
    "; charset=",
    "iso-2022-jp",
    "utf-7",
    "Content-Transfer-Encoding: base64\n",
    "quoted-printable\n",
    "=\n",
    "=C3",
    "=?utf-8?B?",
    "?=",
    "\n",
    "\n\n",
    " folded\n",
    ">From ",
    "> ",
    "message/rfc822\n",
    "text ",
    "é",
    "\r\n",
    "<p>",
];
