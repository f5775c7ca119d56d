//! What to write into which host's configuration. Netlify and Cloudflare Pages share the form of `_headers`, a file beside
//! the page; GitHub Pages has no configuration.

use super::finding::Change;

const NGINX: &str = "nginx";
const APACHE: &str = "Apache (.htaccess)";
const HEADERS: &str = "Netlify, Cloudflare Pages (_headers)";
const GITHUB: &str = "GitHub Pages";

/// Ranges.
pub const RANGES: Change = &[
    (
        NGINX,
        "it serves ranges of files by itself: look for `max_ranges 0;`, or a proxy without `proxy_force_ranges on;`",
    ),
    (APACHE, "it serves ranges by itself: look for `Header unset Accept-Ranges` or `MaxRanges none`"),
    (HEADERS, "both serve ranges of files by themselves: look for a function or rule that answers in their place"),
    (GITHUB, "it serves ranges by itself: look for a proxy before it"),
];

/// The type of scripts.
pub const SCRIPT_TYPE: Change = &[
    (NGINX, "types { text/javascript js; }"),
    (APACHE, "AddType text/javascript .js"),
    (HEADERS, "/newsprint/*.js\n  Content-Type: text/javascript"),
];

/// The type of wasm.
pub const WASM_TYPE: Change = &[
    (NGINX, "types { application/wasm wasm; }"),
    (APACHE, "AddType application/wasm .wasm"),
    (HEADERS, "/newsprint/pkg/*.wasm\n  Content-Type: application/wasm"),
];

/// Compression of script and wasm.
pub const COMPRESS: Change = &[
    (NGINX, "gzip on;\ngzip_types text/css text/javascript application/javascript application/wasm;"),
    (APACHE, "AddOutputFilterByType DEFLATE text/css text/javascript application/wasm"),
    (HEADERS, "both compress what has the right Content-Type: see to the type"),
    (GITHUB, "it compresses script and wasm by itself: look for a proxy before it"),
];

/// No compression of the archive.
pub const LEAVE_ALONE: Change = &[
    (NGINX, "location /archive/ { gzip off; }"),
    (APACHE, "SetEnvIf Request_URI \"^.*/archive/\" no-gzip"),
    (HEADERS, "/archive/*\n  Content-Type: application/octet-stream\n  Cache-Control: no-cache, no-transform"),
];

/// Files whose name tells no version.
pub const REVALIDATE: Change = &[
    (NGINX, "location / { add_header Cache-Control no-cache; }"),
    (APACHE, "Header set Cache-Control no-cache"),
    (HEADERS, "/*\n  Cache-Control: no-cache"),
    (GITHUB, "it lets browsers keep everything for ten minutes; that cannot be changed"),
];

/// What tells one version of a file from another.
pub const ETAG: Change = &[
    (NGINX, "etag on;"),
    (APACHE, "FileETag MTime Size"),
    (HEADERS, "both send an ETag by themselves: look for a proxy before them that takes it away"),
];

/// The same from all machines of a host.
pub const STEADY_ETAG: Change = &[
    (NGINX, "the same modification time of the file on every machine, as `rsync --times` keeps it"),
    (APACHE, "FileETag Size MTime\nand the same modification time on every machine, as `rsync --times` keeps it"),
];

/// Unknown addresses.
pub const NOT_FOUND: Change = &[
    (NGINX, "location / { try_files $uri $uri/ =404; }"),
    (APACHE, "no `FallbackResource` and no rewriting of unknown addresses to a page"),
    ("Netlify (_redirects)", "no line such as `/* /index.html 200`"),
    ("Cloudflare Pages", "a file 404.html beside the page: without one it answers everything with the page"),
];

/// The archive on another host.
pub const CORS: Change = &[
    (
        NGINX,
        "add_header Access-Control-Allow-Origin *;\nadd_header Access-Control-Expose-Headers \"ETag, Content-Range\";",
    ),
    (
        APACHE,
        "Header set Access-Control-Allow-Origin *\nHeader set Access-Control-Expose-Headers \"ETag, Content-Range\"",
    ),
    (HEADERS, "/archive/*\n  Access-Control-Allow-Origin: *\n  Access-Control-Expose-Headers: ETag, Content-Range"),
    (
        GITHUB,
        "it allows every page to read, and tells neither ETag nor Content-Range: keep the archive beside the page",
    ),
];

/// The page's policy.
pub const POLICY: Change = &[(
    "Content-Security-Policy",
    "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self', \
     and in connect-src the archive's host if it is another",
)];

/// An address without encryption.
pub const HTTPS: Change = &[("every host", "serve the page by https, and lead http there")];
