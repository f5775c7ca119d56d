//! Pages, feeds and exports.

/// Pages and pieces of pages.
pub const HTML: &[&str] = &[
    "<!DOCTYPE html><html lang=en><head><title>Dam falls | Post</title><meta property=\"og:title\" content=\"Dam falls\">\
     <meta property=\"article:published_time\" content=\"2013-05-29T10:00:00Z\"><link rel=canonical href=\"https://e.org/d\">\
     <link rel=prev href=\"/p\" title=\"Bridge opens\"><script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\
     \"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Dam falls\",\"author\":[{\"@type\":\"Person\",\"name\":\"Salma Haddad\"}],\
     \"datePublished\":\"2013-05-29\",\"articleBody\":\"The old dam fell.\"}]}</script></head><body><nav><ul><li><a \
     href=/>Home</a></ul></nav><article><h1>Dam falls</h1><p class=byline>By Salma Haddad<p>KARIMA (NPA) — The <em>old</em> dam \
     above the <a href=\"a.html\">town</a> fell on Monday night, officials said, and nobody was hurt when it did.<figure><img \
     src=a.jpg alt=Dam width=10 height=20><figcaption>The dam. Photo: Omar Idris</figcaption></figure><h2>What \
     next</h2><p>A new one will be built before winter comes, the mayor said on Tuesday in a long statement.<ul><li>one<ul>\
     <li>two</ul></ul><blockquote>He said so.</blockquote><table><tr><th>a<th>b<tr><td>1<td>2</table><pre><code \
     class=language-rust>fn main() {}</code></pre></article><footer>© 2013</footer></body></html>",
    "<p>One<br>two &amp; three &nbsp; four</p><div>bare <b>bold <i>both</b> italic</i></div><dl><dt>a<dd>b</dl><hr><details>\
     <summary>s</summary>t</details>",
    "<!-- wp:paragraph --><p>Text</p><!-- /wp:paragraph --><iframe src=\"https://video.example/1\"></iframe><a \
     href=\"javascript:alert(1)\" onclick=x>link</a><form><input value=v><button>b</button></form>",
    "<svg><title>t</title><text>x</text></svg><math><mi>x</mi></math><template><p>t</template><noscript><img src=n></noscript>",
];

/// Pieces of pages.
pub const HTML_PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<span>",
    "</span>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=9>",
    "<table>",
    "<tr>",
    "<td>",
    "<td colspan=9999999>",
    "</table>",
    "<h1>",
    "</h1>",
    "<h6>",
    "<blockquote>",
    "<pre>",
    "<code>",
    "<figure>",
    "<figcaption>",
    "<img src=a alt=b>",
    "<br>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<svg>",
    "<math>",
    "<template>",
    "<select>",
    "<option>",
    "<textarea>",
    "</textarea>",
    "<plaintext>",
    "<body>",
    "<html>",
    "<frameset>",
    "<article>",
    "</article>",
    "<main>",
    "<nav>",
    "<time datetime=2013>",
    "<base href=//x>",
    "<meta name=author content=y>",
    "<form>",
    "<button>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<ruby>",
    "<rt>",
    "<marquee>",
    "<font>",
    "&amp;",
    "&#0;",
    "&#xd800;",
    "&lt",
    "A dam fell on Monday night, officials said. ",
    "text",
    " ",
    "\n",
    "\0",
    "ب",
    "🙂",
    "<p hidden>",
    "<p style=display:none>",
    "<p dir=rtl lang=ar>",
    "<script type=application/ld+json>{\"@type\":\"Article\",",
    "\"headline\":[",
    "}</script>",
    "[caption]",
    "[/caption]",
    "<iframe>",
    "<video>",
    "<object>",
    "<details>",
    "<a name=b>",
];

/// WordPress exports.
pub const WORDPRESS: &[&str] = &[
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
     xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
     xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Post</title><link>https://e.org</link><language>en</language>\
     <wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>sh</wp:author_login><wp:author_display_name><![CDATA[Salma \
     Haddad]]></wp:author_display_name></wp:author>\n<item><title>Dam falls</title><link>https://e.org/d</link><pubDate>Wed, 29 May \
     2013 10:00:00 +0000</pubDate><dc:creator>sh</dc:creator><content:encoded><![CDATA[<!-- wp:paragraph --><p>The dam fell.</p>\
     <!-- /wp:paragraph -->[caption id=\"1\"]<img src=\"a.jpg\"> Cap[/caption][gallery ids=\"1,2\"]]]></content:encoded>\
     <excerpt:encoded><![CDATA[Short]]></excerpt:encoded><wp:post_id>7</wp:post_id><wp:post_date_gmt>2013-05-29 10:00:00\
     </wp:post_date_gmt><wp:post_name>dam</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category \
     domain=\"category\" nicename=\"n\"><![CDATA[News]]></category><category domain=\"post_tag\">dams</category><wp:postmeta>\
     <wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>8</wp:meta_value></wp:postmeta></item>\n<item><title>Pic</title>\
     <wp:post_id>8</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://e.org/a.jpg</wp:attachment_url>\
     </item>\n<item><title>Draft</title><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>",
];

/// Feeds of all kinds.
pub const FEED: &[&str] = &[
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Post</title><item><title>Dam &amp; bridge</title><link>https://e.org/d\
     </link><description>&lt;p&gt;The dam fell.&lt;/p&gt;</description><pubDate>Wed, 29 May 2013 10:00:00 GMT</pubDate><guid \
     isPermaLink=\"false\">x</guid><category>News</category><author>a@e.org (Salma)</author></item><item><title/></item></channel></rss>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Post</title><entry><id>urn:1</id><title type=\"html\">Dam \
     &lt;b&gt;falls&lt;/b&gt;</title><updated>2013-05-29T10:00:00Z</updated><author><name>Salma</name></author><content type=\"xhtml\">\
     <div xmlns=\"http://www.w3.org/1999/xhtml\"><p>The dam fell.</p></div></content><link rel=\"alternate\" href=\"/d\"/></entry></feed>",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"d\"><channel/>\
     <item rdf:about=\"https://e.org/d\"><title>Dam falls</title><dc:date>2013-05-29</dc:date><description>Text.</description></item>\
     </rdf:RDF>",
];

/// Pieces of XML.
pub const XML_PIECES: &[&str] = &[
    "<?xml version=\"1.0\"?>",
    "<rss>",
    "</rss>",
    "<channel>",
    "</channel>",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<title>",
    "</title>",
    "<title/>",
    "<content:encoded>",
    "</content:encoded>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE x [",
    "<!ENTITY a \"&b;&b;\">",
    "]>",
    "&a;",
    "&amp;",
    "&lt;p&gt;",
    "&#1;",
    "&#x110000;",
    "&nbsp;",
    "<a:b c='d'>",
    "</a:b>",
    " x=\"y\"",
    " x=y",
    "<",
    ">",
    "\"",
    "\u{1}",
    "<wp:post_type>page</wp:post_type>",
    "<wp:status>private</wp:status>",
    "<pubDate>",
    "</pubDate>",
    "Wed, 31 Feb 2013",
    "0000-00-00 00:00:00",
    "<p>",
    "</p>",
    "[caption]",
    "[embed]http://x[/embed]",
    "text ",
    "\n",
    "ب",
    "<link href=\"javascript:x\"/>",
    "<media:content url=\"u\"/>",
    "<?php",
    "?>",
];
