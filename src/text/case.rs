//! Small letters: what a reader would type for a capital.

use super::Lang;

/// The small letter of `c`. Turkish and Azerbaijani pair `I` with `ı` and `İ` with `i`; elsewhere both give `i`.
pub(super) fn lower(c: char, lang: Lang) -> char {
    match c {
        'I' if matches!(lang, Lang::TR | Lang::AZ) => 'ı',
        'İ' => 'i',
        '\0'..='\u{7F}' => c.to_ascii_lowercase(),
        // Scripts without capitals, from Hebrew to Burmese, come often and need no search.
        '\u{590}'..'\u{10A0}' => c,
        '\u{1E900}'..='\u{1E921}' => shifted(c, 34),
        _ => match u16::try_from(c as u32) {
            Ok(code) => shifted(c, difference(code)),
            Err(_) => c,
        },
    }
}

fn shifted(c: char, by: i32) -> char {
    (c as u32).checked_add_signed(by).and_then(char::from_u32).unwrap_or(c)
}

/// How far the small letter lies from `code`: 0 where it is none or small already.
fn difference(code: u16) -> i32 {
    let (firsts, lengths, distances) = &COLUMNS;
    let run = firsts.partition_point(|first| *first <= code).wrapping_sub(1);
    let (Some(first), Some(length), Some(by)) = (firsts.get(run), lengths.get(run), distances.get(run)) else {
        return 0;
    };
    let at = code - first;
    // By one means that capitals and small letters take turns.
    let capital = at <= u16::from(*length) && (*by != 1 || at.is_multiple_of(2));
    if capital { i32::from(*by) } else { 0 }
}

/// Number of [`CAPITALS`].
const RUNS: usize = CAPITALS.len();

/// [`CAPITALS`] by column, as that packs smaller: first, last less first, distance.
static COLUMNS: ([u16; RUNS], [u8; RUNS], [i16; RUNS]) = {
    let mut columns = ([0; RUNS], [0; RUNS], [0; RUNS]);
    let mut run = 0;
    while run < RUNS {
        let (first, last, by) = CAPITALS[run];
        columns.0[run] = first;
        columns.1[run] = (last - first) as u8;
        columns.2[run] = by;
        run += 1;
    }
    columns
};

/// Runs of capitals of the scripts in use today: first, last, distance of the small letters.
#[rustfmt::skip]
const CAPITALS: [(u16, u16, i16); 120] = [
    (0x00C0, 0x00D6, 32), (0x00D8, 0x00DE, 32), (0x0100, 0x012E, 1), (0x0132, 0x0136, 1), (0x0139, 0x0147, 1),
    (0x014A, 0x0176, 1), (0x0178, 0x0178, -121), (0x0179, 0x017D, 1), (0x0181, 0x0181, 210), (0x0182, 0x0184, 1),
    (0x0186, 0x0186, 206), (0x0187, 0x0187, 1), (0x0189, 0x018A, 205), (0x018B, 0x018B, 1), (0x018E, 0x018E, 79),
    (0x018F, 0x018F, 202), (0x0190, 0x0190, 203), (0x0191, 0x0191, 1), (0x0193, 0x0193, 205), (0x0194, 0x0194, 207),
    (0x0196, 0x0196, 211), (0x0197, 0x0197, 209), (0x0198, 0x0198, 1), (0x019C, 0x019C, 211), (0x019D, 0x019D, 213),
    (0x019F, 0x019F, 214), (0x01A0, 0x01A4, 1), (0x01A6, 0x01A6, 218), (0x01A7, 0x01A7, 1), (0x01A9, 0x01A9, 218),
    (0x01AC, 0x01AC, 1), (0x01AE, 0x01AE, 218), (0x01AF, 0x01AF, 1), (0x01B1, 0x01B2, 217), (0x01B3, 0x01B5, 1),
    (0x01B7, 0x01B7, 219), (0x01B8, 0x01B8, 1), (0x01BC, 0x01BC, 1), (0x01C4, 0x01C4, 2), (0x01C5, 0x01C5, 1),
    (0x01C7, 0x01C7, 2), (0x01C8, 0x01C8, 1), (0x01CA, 0x01CA, 2), (0x01CB, 0x01DB, 1), (0x01DE, 0x01EE, 1),
    (0x01F1, 0x01F1, 2), (0x01F2, 0x01F4, 1), (0x01F6, 0x01F6, -97), (0x01F7, 0x01F7, -56), (0x01F8, 0x021E, 1),
    (0x0220, 0x0220, -130), (0x0222, 0x0232, 1), (0x023A, 0x023A, 10795), (0x023B, 0x023B, 1),
    (0x023D, 0x023D, -163), (0x023E, 0x023E, 10792), (0x0241, 0x0241, 1), (0x0243, 0x0243, -195),
    (0x0244, 0x0244, 69), (0x0245, 0x0245, 71), (0x0246, 0x024E, 1), (0x0370, 0x0372, 1), (0x0376, 0x0376, 1),
    (0x037F, 0x037F, 116), (0x0386, 0x0386, 38), (0x0388, 0x038A, 37), (0x038C, 0x038C, 64), (0x038E, 0x038F, 63),
    (0x0391, 0x03A1, 32), (0x03A3, 0x03AB, 32), (0x03CF, 0x03CF, 8), (0x03D8, 0x03EE, 1), (0x03F4, 0x03F4, -60),
    (0x03F7, 0x03F7, 1), (0x03F9, 0x03F9, -7), (0x03FA, 0x03FA, 1), (0x03FD, 0x03FF, -130), (0x0400, 0x040F, 80),
    (0x0410, 0x042F, 32), (0x0460, 0x0480, 1), (0x048A, 0x04BE, 1), (0x04C0, 0x04C0, 15), (0x04C1, 0x04CD, 1),
    (0x04D0, 0x052E, 1), (0x0531, 0x0556, 48), (0x10A0, 0x10C5, 7264), (0x10C7, 0x10C7, 7264),
    (0x10CD, 0x10CD, 7264), (0x1C90, 0x1CBA, -3008), (0x1CBD, 0x1CBF, -3008), (0x1E00, 0x1E94, 1),
    (0x1E9E, 0x1E9E, -7615), (0x1EA0, 0x1EFE, 1), (0x1F08, 0x1F0F, -8), (0x1F18, 0x1F1D, -8), (0x1F28, 0x1F2F, -8),
    (0x1F38, 0x1F3F, -8), (0x1F48, 0x1F4D, -8), (0x1F59, 0x1F59, -8), (0x1F5B, 0x1F5B, -8), (0x1F5D, 0x1F5D, -8), (0x1F5F, 0x1F5F, -8), (0x1F68, 0x1F6F, -8), (0x1F88, 0x1F8F, -8),
    (0x1F98, 0x1F9F, -8), (0x1FA8, 0x1FAF, -8), (0x1FB8, 0x1FB9, -8), (0x1FBA, 0x1FBB, -74), (0x1FBC, 0x1FBC, -9),
    (0x1FC8, 0x1FCB, -86), (0x1FCC, 0x1FCC, -9), (0x1FD8, 0x1FD9, -8), (0x1FDA, 0x1FDB, -100), (0x1FE8, 0x1FE9, -8),
    (0x1FEA, 0x1FEB, -112), (0x1FEC, 0x1FEC, -7), (0x1FF8, 0x1FF9, -128), (0x1FFA, 0x1FFB, -126),
    (0x1FFC, 0x1FFC, -9), (0xFF21, 0xFF3A, 32),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_does_for_letters_in_use() {
        for code in (0..0x590).chain(0x10A0..0x10FE).chain(0x1C90..0x1CC0).chain(0x1E00..0x2000).chain(0xFF21..0xFF5B) {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            let mut small = c.to_lowercase();
            let (Some(first), None) = (small.next(), small.next()) else {
                continue;
            };
            assert_eq!(lower(c, Lang::EN), first, "{c} U+{code:04X}");
        }
    }

    #[test]
    fn dotless_i_is_turkish() {
        assert_eq!("IİA".chars().map(|c| lower(c, Lang::TR)).collect::<String>(), "ıia");
        assert_eq!("IİA".chars().map(|c| lower(c, Lang::EN)).collect::<String>(), "iia");
    }
}
