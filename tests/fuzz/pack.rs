//! How an input is wrapped before it is read.

use crate::mutate::scratch;
use crate::random::Random;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// As it is.
pub fn plain(_: &mut Random, bytes: Vec<u8>) -> Vec<u8> {
    bytes
}

/// As the body of an item in a feed.
pub fn in_feed(_: &mut Random, bytes: Vec<u8>) -> Vec<u8> {
    let open = b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title><item><title>A dam fell</title>\
        <description><![CDATA[";
    [open.as_slice(), &bytes, b"]]></description></item></channel></rss>"].concat()
}

/// With gzip, sometimes twice, sometimes broken.
pub fn gzipped(random: &mut Random, bytes: Vec<u8>) -> Vec<u8> {
    let mut packed = bytes;
    for _ in 0..1 + random.below(3) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&packed).unwrap();
        packed = encoder.finish().unwrap();
    }
    scratch(random, &mut packed);
    packed
}

/// In a zip file of some entries, sometimes broken, sometimes nested.
pub fn zipped(random: &mut Random, bytes: Vec<u8>) -> Vec<u8> {
    let names =
        ["a.txt", "../b.html", "c/d.md", ".hidden", "e.png", "f.jsonl", "ä/ب.txt", "inner.zip", "[Content_Types].xml"];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..1 + random.below(4) {
        let method = [CompressionMethod::Stored, CompressionMethod::Deflated][random.below(2)];
        let name = format!("{number}-{}", random.pick(&names));
        writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    let mut packed = writer.finish().unwrap().into_inner();
    if random.below(4) == 0 && packed.len() < 20_000 {
        return zipped(random, packed);
    }
    scratch(random, &mut packed);
    packed
}

/// In another encoding, with or without a byte order mark.
pub fn encoded(random: &mut Random, bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&bytes);
    let labels =
        ["windows-1252", "windows-1256", "windows-1251", "koi8-r", "gbk", "big5", "shift_jis", "euc-kr", "iso-8859-6"];
    let mark = if random.below(2) == 0 { "\u{feff}" } else { "" };
    let units = format!("{mark}{text}");
    let mut encoded: Vec<u8> = match random.below(4) {
        0 => units.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        1 => units.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(random.pick(&labels).as_bytes()).unwrap();
            encoding.encode(&text).0.into_owned()
        }
    };
    if random.below(3) == 0 {
        scratch(random, &mut encoded);
    }
    encoded
}
