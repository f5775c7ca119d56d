//! What is made of bytes in all encodings.

use super::*;
use encoding_rs::*;

const ARABIC: &str = "سقط الجسر القديم فوق النهر بعد منتصف ليل الثلاثاء، وهو الثالث الذي تفقده المدينة.";
const RUSSIAN: &str = "Старый мост обрушился в ночь на вторник, сообщили в городской администрации.";
const CHINESE: &str = "星期二午夜过后，河上的旧桥倒塌，这是三年来该市失去的第三座桥。";
const JAPANESE: &str = "火曜日の深夜すぎ、川にかかる古い橋が崩れ落ちた。この三年で三本目になる。";
const KOREAN: &str = "화요일 자정이 지나 강 위의 낡은 다리가 무너졌다. 삼 년 만에 세 번째다.";
const TAIWAN: &str = "星期二午夜過後，河上的舊橋倒塌，這是三年來該市失去的第三座橋樑。";

fn read(bytes: &[u8]) -> Decoded<'_> {
    decode(bytes).unwrap_or_else(|fault| panic!("refused: {}", fault.problem))
}

/// The text as bytes of UTF-16.
fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn the_byte_order_mark_is_taken_off() {
    assert_eq!(read("\u{feff}Text".as_bytes()).text, "Text");
    for big in [false, true] {
        assert_eq!(read(&utf16("\u{feff}Text ب", big)).text, "Text ب");
    }
}

#[test]
fn sound_utf8_is_borrowed_and_nothing_is_said_of_it() {
    let found = read(ARABIC.as_bytes());
    assert!(matches!(found.text, Cow::Borrowed(ARABIC)));
    assert!(found.encoding == "UTF-8" && found.note.is_none() && found.faults.is_empty());
}

#[test]
fn what_is_no_text_is_refused_with_its_line() {
    for (bytes, line) in [
        (&b"a\n\nb\0c"[..], Some(3)),
        (b"\xff\xfe\0\0a\0\0\0", Some(1)),
        (b"\x01\x02\x03\x04\x05", Some(1)),
        (b"", None),
        (b" \r\n\t", None),
        (b"\xef\xbb\xbf", None),
        (b"\xff\xfe", None),
    ] {
        assert_eq!(decode(bytes).err().map(|fault| fault.line), Some(line), "{bytes:?}");
    }
}

#[test]
fn utf16_without_a_mark_is_told_in_every_script() {
    for text in
        ["Plain words, and more of them.\n", ARABIC, RUSSIAN, KOREAN, &format!("{CHINESE}\n"), &format!("{JAPANESE}\n")]
    {
        for big in [false, true] {
            assert_eq!(read(&utf16(text, big)).text, text, "{text}");
        }
    }
    assert!(decode(b"\x10\0\x80\0\x13\0\x07\0\x11\0\x01\0").is_err());
}

#[test]
fn legacy_encodings_are_guessed_and_that_is_said() {
    for (encoding, text) in [
        (WINDOWS_1256, ARABIC),
        (ISO_8859_6, ARABIC),
        (WINDOWS_1251, RUSSIAN),
        (KOI8_U, RUSSIAN),
        (ISO_8859_5, RUSSIAN),
        (IBM866, RUSSIAN),
        (GBK, CHINESE),
        (BIG5, TAIWAN),
        (SHIFT_JIS, JAPANESE),
        (EUC_JP, JAPANESE),
        (EUC_KR, KOREAN),
        (WINDOWS_1250, "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl v úterý mluvčí města."),
        (WINDOWS_1252, "Le pont s’est effondré après minuit, a déclaré le maire dans un communiqué."),
        (WINDOWS_1253, "Η παλιά γέφυρα κατέρρευσε μετά τα μεσάνυχτα, είπε ο δήμαρχος της πόλης."),
        (WINDOWS_1254, "Eski köprü salı günü gece yarısından sonra yıkıldı, dedi belediye başkanı; üç yılda üçüncüsü."),
        (WINDOWS_1255, "הגשר הישן קרס אחרי חצות, אמר ראש העיר ביום שלישי בבוקר."),
        (WINDOWS_874, "สะพานเก่าพังลงหลังเที่ยงคืนวันอังคาร นายกเทศมนตรีกล่าว"),
        (WINDOWS_1258, "Cây cầu cũ đã sập sau nửa đêm."),
    ] {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost || encoding == WINDOWS_1258 || encoding == ISO_8859_6, "{}", encoding.name());
        if lost {
            continue;
        }
        let found = read(&bytes);
        assert_eq!(found.text, text, "{} read as {}", encoding.name(), found.encoding);
        assert!(found.note.is_some_and(|note| note.contains("guessed")) && found.faults.is_empty());
    }
}

#[test]
fn mail_in_japanese_is_read() {
    let found = read(b"Subject\n\x1b$B6e=#\x1b(B\n");
    assert_eq!((found.text.as_ref(), found.encoding), ("Subject\n九州\n", "ISO-2022-JP"));
}

#[test]
fn the_encoding_that_a_page_names_is_believed_where_it_fits() {
    let page = |label: &str| format!("<html><meta charset=\"{label}\"><p>{RUSSIAN}");
    let named = KOI8_R.encode(&page("koi8-r")).0.into_owned();
    let found = read(&named);
    assert!(found.text.contains(RUSSIAN) && found.note.is_none(), "{}", found.encoding);
    let sound = page("windows-1252");
    assert_eq!(read(sound.as_bytes()).encoding, "UTF-8");
    let wrong = WINDOWS_1251.encode(&page("utf-8")).0.into_owned();
    let found = read(&wrong);
    assert!(found.text.contains(RUSSIAN), "{}", found.encoding);
    assert!(found.note.is_some_and(|note| note.contains("says that it is written in utf-8")));
}

#[test]
fn a_few_broken_bytes_leave_holes_and_a_complaint_with_line_and_count() {
    let mut bytes = format!("One line\n{ARABIC}\n{ARABIC}").into_bytes();
    let end = bytes.len();
    (bytes[20], bytes[end - 30]) = (0xff, 0xfe);
    let found = read(&bytes);
    assert_eq!(found.encoding, "UTF-8");
    let fault = &found.faults[0];
    assert_eq!(fault.line, Some(2));
    assert!(fault.problem.contains(" places that are not"), "{}", fault.problem);
    let cut = &"Ein Café, noch ein Caf\u{e9}".as_bytes()[..24];
    let found = read(&cut[..cut.len()]);
    assert!(found.encoding == "UTF-8" && found.text.starts_with("Ein Café"));
}

#[test]
fn a_few_control_characters_are_dropped_with_a_complaint() {
    let text = format!("First line\nSecond \u{1b}[1mline\u{0}\n{}\u{1a}", "More words. ".repeat(30));
    let found = read(text.as_bytes());
    assert!(found.text.contains("Second [1mline\n") && !found.text.contains('\u{1a}'));
    assert_eq!(found.faults[0].line, Some(2));
    assert!(found.faults[0].problem.contains("0x1b; 2 in the file"), "{}", found.faults[0].problem);
    assert!(read(b"The old end of a file.\r\n\x1a").faults.is_empty());
}
