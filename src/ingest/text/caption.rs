//! Captions: what a picture shows, and the credit at its end (`… – (Photo: Name)`).

use super::dateline::is_agency;
use super::labels::{Kind, labels};
use super::measure::{ends_in_stop, is_capital, is_name, is_unspaced, is_upper, measure};
use super::meta::capitals;

/// Captions are no longer than this, in bytes: beyond, a credit in brackets belongs to a paragraph.
const CAPTION: usize = 900;
/// Longest credit, in characters.
const CREDIT: usize = 80;
/// Most words of a credit that no word introduces.
const OWNER: usize = 8;
/// Longest introducing word, in characters; longest word behind a name ("撮影"); longest name before that.
const LABEL: usize = 24;
const WORD: usize = 3;
const TAKER: usize = 12;
/// A text of so many words before a bracket is more than a caption's heading.
const SENTENCE: usize = 25;

/// A caption taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What the picture shows.
    pub text: String,
    /// Who made it, without "Photo:" and brackets.
    pub credit: Option<String>,
}

/// The caption that a line is, if a credit says so: introduced by a word, or in brackets with the name of an owner.
pub fn read(line: &str) -> Option<Caption> {
    if line.len() > CAPTION {
        return None;
    }
    let mut caption = credited(line)?;
    // An arrow shows where the picture stands.
    let text = caption.text.trim_start_matches(['▲', '▼', '△', '▽', '◀', '▶', '↑', '↓']).trim_start();
    caption.text = unnumbered(text).filter(|text| !text.is_empty()).unwrap_or(text).to_owned();
    Some(caption)
}

/// The text behind the number of a picture among others (`1 de 2 `, `3/5 `).
fn unnumbered(text: &str) -> Option<&str> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let first = digits(text);
    let rest = text[first..].trim_start();
    let (word, rest) = rest.split_at(rest.find(|c: char| c.is_ascii_digit())?);
    let last = digits(rest);
    let joins =
        word.trim() == "/" || (word.trim().chars().count() <= WORD && word.trim().chars().all(char::is_alphabetic));
    let of = (1..=2).contains(&first) && (1..=2).contains(&last) && !word.is_empty() && joins;
    let rest = rest[last..].strip_prefix(|c: char| c.is_whitespace() || matches!(c, ':' | '.'))?.trim_start();
    // `2 of 12 boats` goes on in small letters.
    (of && is_capital(rest.split_whitespace().next()?)).then_some(rest)
}

/// The caption and the credit, by the first form that fits.
fn credited(line: &str) -> Option<Caption> {
    let labelled = || bracketed(line).filter(|_| line.trim_end_matches('.').ends_with('）'));
    own_line(line)
        .or_else(labelled)
        .or_else(|| taken(line))
        .or_else(|| bracketed(line))
        .or_else(|| trailing(line))
        .or_else(|| glued(line))
        .or_else(|| copyright(line))
        .or_else(|| barred(line))
        .or_else(|| closing(line))
        .or_else(|| tail(line))
}

/// Whether the line begins as captions do ("FILE - ").
pub fn is_marked(line: &str) -> bool {
    line.len() <= CAPTION && labels().begins(line, Kind::Caption).is_some_and(|rest| !rest.is_empty())
}

/// What the picture shows, behind a word that says so and a comma (`Image caption, …`); other marks belong to the text.
pub fn described(line: &str) -> Option<&str> {
    let rest = labels().begins(line, Kind::Caption)?;
    let is_comma = |c: char| matches!(c, ',' | '،' | '，');
    let text = rest.trim_start_matches(|c: char| c.is_whitespace() || is_comma(c));
    let said = line[..line.len() - text.len()].trim_end();
    (!text.is_empty() && said.ends_with(is_comma)).then_some(text)
}

/// `Photo: Name`, `Name/Owner`, `Name for HOUSE` as a whole line.
fn own_line(line: &str) -> Option<Caption> {
    let credit = introduced(line).or_else(|| is_signed_line(line).then(|| line.to_owned()))?;
    Some(Caption { text: String::new(), credit: Some(credit) })
}

/// Whether a line is a name and the house that it works for; a headline may name a house, too, so it must be in capitals
/// or listed.
fn is_signed_line(line: &str) -> bool {
    let employed = employed(line);
    let house = employed.or_else(|| line.rsplit_once('/')).map(|(name, house)| (name.trim(), house.trim()));
    let told = |house: &str| is_owner(house) || (is_upper(house) && employed.is_some());
    measure(line).size <= OWNER && house.is_some_and(|(name, house)| is_name(&capitals(name)) && told(house))
}

/// A name and the house that it works for, by the last word for that between them.
fn employed(text: &str) -> Option<(&str, &str)> {
    let blanks = text.rmatch_indices(' ').map(|(at, _)| at);
    blanks
        .filter_map(|at| Some((text.get(..at)?, text.get(at + 1..)?.split_once(' ')?)))
        .find_map(|(name, (word, house))| labels().is_word(Kind::For, word).then_some((name, house)))
}

/// `…。 李明 摄`, `…＝場所、山田太郎撮影`, `… （山田太郎撮影）`: a word behind the name says that this is who took it.
fn taken(line: &str) -> Option<Caption> {
    let bare = line.trim_end_matches(['。', '）', ')', '】', ']']).trim_end();
    let word = bare.char_indices().rev().take(WORD).map(|(at, _)| &bare[at..]);
    let word = word.filter(|word| labels().is_word(Kind::Taken, word)).last()?;
    let head = bare[..bare.len() - word.len()].trim_end_matches(|c: char| c.is_whitespace() || c == '・');
    let (text, credit) = head.split_at(taker(head)?);
    let credit = credit.trim_start_matches(parts_taker).trim();
    let name = !credit.is_empty() && !credit.chars().any(|c| c.is_ascii_digit());
    let text = text.trim_end_matches(parts_taker);
    (name && !is_cased(credit)).then(|| Caption { text: text.to_owned(), credit: Some(credit.to_owned()) })
}

/// Where the name at the end of a text begins: behind the last sentence, else behind the last mark.
fn taker(head: &str) -> Option<usize> {
    let stop = head.rfind(['。', '”', '」', '！', '？']);
    let part = head.rfind(parts_taker);
    let after = |at: usize| at + head[at..].chars().next().map_or(1, char::len_utf8);
    let fits = |from: &usize| (1..=TAKER).contains(&head[*from..].trim().chars().count());
    stop.map(after).filter(fits).or_else(|| part.map(after)).or(stop.is_none().then_some(0)).filter(fits)
}

/// Whether a mark parts a caption from the name of who took the picture.
fn parts_taker(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '＝' | '=' | '（' | '(' | '【' | '[' | '，' | '|' | '／' | '/')
}

/// Whether a text has letters with case.
fn is_cased(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// Who made a picture, behind the mark of copyright: a line with a year is the house's own.
pub fn owner(line: &str) -> Option<&str> {
    let rest = labels().begins(line, Kind::Copyright)?.trim();
    // `© Photo : Name`.
    let rest = labels().begins(rest, Kind::Credit).map(str::trim).filter(|name| !name.is_empty()).unwrap_or(rest);
    let short = (1..=OWNER).contains(&measure(rest).size) && !ends_in_stop(rest);
    (short && !rest.starts_with('©') && !rest.chars().any(char::is_numeric)).then_some(rest)
}

/// `… (Photo: Name)`, `… (AP Photo/Name)`, `… [Getty Images]`.
fn bracketed(line: &str) -> Option<Caption> {
    let inner = line.trim_end_matches('.').strip_suffix([')', ']', '）'])?;
    let at = inner.rfind(['(', '[', '（'])?;
    let within = inner[at..].trim_start_matches(['(', '[', '（']).trim();
    let named_by = |text: &str| named(text).filter(|_| measure(&line[..at]).size < SENTENCE);
    let named = || named_by(within);
    let owner = || owned(within).filter(|_| is_aside(line, &line[..at]));
    // `….Name (Agency)`: who took the picture, and for whom.
    if let Some(start) = owner().and_then(|_| signature(&line[..at])) {
        return Some(Caption { text: before(&line[..start]), credit: Some(line[start..].trim().to_owned()) });
    }
    // `(Express photo by Name)`: the house stands before the word.
    let house =
        || within.split_once(' ').and_then(|(house, rest)| Some(rest).filter(|_| is_capital(house)).and_then(named_by));
    let credit = introduced(within).or_else(named).or_else(owner).or_else(house).or_else(|| housed(within))?;
    Some(Caption { text: before(&line[..at]), credit: Some(credit) })
}

/// `KOMPAS.com/ANA CRUZ`, `House/Ana Cruz`, `House: Ana Cruz`: in brackets, a house and a name.
fn housed(text: &str) -> Option<String> {
    let (house, name) = text.split_once(['/', ':'])?;
    let word = !house.is_empty() && house.split_whitespace().all(is_capital) && measure(house).size <= WORD;
    (word && is_name(&capitals(name.trim()))).then(|| text.to_owned())
}

/// Where the name behind the last sentence of a text begins, if there is nothing else behind it.
fn signature(text: &str) -> Option<usize> {
    let stop = text.rfind(['.', '!', '?', '。', '”', '"'])?;
    let end = stop + text[stop..].chars().next().map_or(1, char::len_utf8);
    is_name(&capitals(text[end..].trim())).then_some(end)
}

/// `… | Foto: Name`, `… — Picture by Name`.
fn trailing(line: &str) -> Option<Caption> {
    let marks = line.char_indices().filter(|(_, c)| matches!(c, '|' | '—' | '–' | '-' | '/' | '.' | '©'));
    marks.rev().take(6).find_map(|(at, mark)| {
        let from = if mark == '©' { at } else { at + mark.len_utf8() };
        let credit = introduced(line[from..].trim())?;
        let kept = if mark == '.' { from } else { at };
        Some(Caption { text: before(&line[..kept]), credit: Some(credit) })
    })
}

/// Whether a bracket with an owner's name stands beside a caption; within a sentence it explains a word (`the party
/// (PA).`).
fn is_aside(line: &str, text: &str) -> bool {
    !line.ends_with('.') && (ends_in_stop(text) || measure(text).size < SENTENCE)
}

/// `… in 1740Credit: Name`, `… in 1740 Photo: Name`.
fn glued(line: &str) -> Option<Caption> {
    let colon = line.rfind([':', '：'])?;
    let from = line[..colon].char_indices().rev().take(LABEL).map(|(at, _)| at);
    let mut ends = from.filter(|&at| begins_word(line, at));
    ends.find_map(|at| {
        let credit = introduced(&line[at..]).filter(|_| !ends_in_stop(line))?;
        Some(Caption { text: before(&line[..at]), credit: Some(credit) })
    })
}

/// Whether a word begins at byte `at`, or a capital stands behind another kind of letter.
fn begins_word(line: &str, at: usize) -> bool {
    let first = line[at..].chars().next().is_some_and(char::is_alphabetic);
    let last = line[..at].chars().next_back();
    let caseless = |c: char| !c.is_lowercase() && !c.is_uppercase() && !is_unspaced(c);
    first
        && last.is_some_and(|last| {
            let capital = last.is_lowercase() && line[at..].starts_with(char::is_uppercase);
            !last.is_alphabetic() || capital || (caseless(last) && line[at..].starts_with(caseless))
        })
}

/// `… © Name`: a line that begins with the mark is no caption.
fn copyright(line: &str) -> Option<Caption> {
    let (text, credit) = line.rsplit_once('©')?;
    let (text, credit) = (before(text), credit.trim());
    let named = credit.starts_with(char::is_alphabetic) && credit.chars().count() <= CREDIT && !ends_in_stop(credit);
    (named && !text.is_empty() && measure(credit).size <= OWNER)
        .then(|| Caption { text, credit: Some(credit.to_owned()) })
}

/// `… | HOUSE / ANA CRUZ`, `… | Ana Cruz / House`: behind a bar, a name and the house that it works for.
fn barred(line: &str) -> Option<Caption> {
    let (text, credit) = line.rsplit_once('|').map(|(text, credit)| (before(text), credit.trim()))?;
    let (one, two) = credit.split_once('/').map(|(one, two)| (one.trim(), two.trim()))?;
    let names = |text: &str| !text.is_empty() && text.split_whitespace().all(is_capital);
    let person = is_name(&capitals(one)) || is_name(&capitals(two));
    let fits = person && names(one) && names(two) && measure(credit).size <= OWNER && !text.contains('|');
    (fits && measure(&text).size > WORD).then(|| Caption { text, credit: Some(credit.to_owned()) })
}

/// The owner behind the last sentence: `…. Name/Reuters`, `….Name—Getty Images`, `….Name`, `….—House`, `…. NAME / AFP`,
/// `…. File photo`, `… • House`.
fn closing(line: &str) -> Option<Caption> {
    let stop = line.rfind(['.', '!', '?', '。', '”', '"', ')', '•'])?;
    let end = stop + line[stop..].chars().next().map_or(1, char::len_utf8);
    let behind = line[end..].trim();
    let credit = behind.trim_start_matches(['—', '–']).trim_start();
    let sentence = line[..stop].contains(char::is_whitespace);
    let glued = !line[end..].starts_with(char::is_whitespace) && sentence;
    let capitals = credit.split_whitespace().all(is_capital);
    let dashed = glued && credit.len() < behind.len() && capitals;
    // `…. / HOUSE`, `…. | Ana Cruz`.
    let parted = behind.strip_prefix(['/', '|']).map(str::trim_start).filter(|_| sentence);
    if let Some(credit) = parted.filter(|credit| (is_upper(credit) || is_name(credit)) && measure(credit).size <= OWNER)
    {
        return Some(Caption { text: before(&line[..end]), credit: Some(credit.to_owned()) });
    }
    let fits = !credit.is_empty() && credit.chars().count() <= CREDIT && measure(credit).size <= OWNER;
    let named = (glued && is_name(credit)) || (sentence && (is_photographer(credit) || dashed));
    let told = fits && (is_owner(credit) || signed(credit) || named);
    let credit = self::named(credit).unwrap_or_else(|| credit.to_owned());
    told.then(|| Caption { text: before(&line[..end]), credit: Some(credit) })
}

/// `… escola primária Ana Cruz / House`, `… primáriaAna Cruz/House`, `… São Paulo - Ana Cruz/House`: a name and a listed
/// owner behind a text without a stop.
fn tail(line: &str) -> Option<Caption> {
    let (head, owner) = line.rsplit_once('/')?;
    let head = head.trim_end();
    let owner = owner.trim();
    if !(is_owner(owner) || is_agency(owner)) || measure(line).size >= SENTENCE {
        return None;
    }
    let starts = head.char_indices().rev().filter(|(at, _)| begins_word(head, *at)).map(|(at, _)| at).take(WORD);
    let from = starts.filter(|at| is_name(&capitals(&head[*at..]))).last()?;
    let text = before(&head[..from]);
    let dashed = head[..from].trim_end().ends_with(['-', '–', '—']);
    let small = dashed || text.split_whitespace().next_back().is_some_and(|word| !is_capital(word));
    (small && measure(&text).size > WORD).then(|| Caption { text, credit: Some(line[from..].to_owned()) })
}

/// `ANA CRUZ`, `Foto Ana Cruz`, `이정민 기자`: a name that stands as one who makes pictures.
fn is_photographer(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = || is_name(&capitals(text));
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let shouted = is_upper(text) && words.iter().all(|word| word.chars().count() > 2) && name();
    let shouted = shouted || is_shouted_for(&words);
    let post = words.len() == 2 && !last.is_ascii() && labels().is_word(Kind::Post, last);
    let introduced = labels().begins(first, Kind::Credit).is_some_and(str::is_empty);
    shouted || post || (introduced && is_name(text[first.len()..].trim()))
}

/// `ANA CRUZ POUR « LE MONDE »`, `ANA CRUZ FOR THE BELL`: a name and the house that it works for, all in capitals.
fn is_shouted_for(words: &[&str]) -> bool {
    let at = words.iter().position(|word| labels().is_word(Kind::For, word)).filter(|at| (2..=4).contains(at));
    let (Some(at), true) = (at, is_upper(&words.concat())) else { return false };
    is_name(&capitals(&words[..at].join(" "))) && at + 1 < words.len()
}

/// Whether a text is the name of an owner and nothing else.
fn is_owner(text: &str) -> bool {
    labels().begins(text, Kind::Owner).is_some_and(str::is_empty)
}

/// `Name/Owner`, `Name—Owner`, `Name via Owner`, `Name for House`.
fn signed(text: &str) -> bool {
    let names = |text: &str| !text.trim().is_empty() && text.split_whitespace().all(is_capital);
    let mark = text.rfind(['/', '—', '–', '|']).map(|at| (&text[..at], &text[at..]));
    let parted = mark.or_else(|| text.find(" via ").map(|at| (&text[..at], &text[at + 4..])));
    let owned = parted.is_some_and(|(name, owner)| {
        let owner = owner.trim_start_matches(|c: char| !c.is_alphanumeric());
        names(name) && labels().begins(owner, Kind::Owner).is_some()
    });
    let first = labels().begins(text, Kind::Owner).is_some_and(|_| {
        let name = text.split_once('/').map_or("", |(_, name)| name);
        names(name) && text.split('/').next().is_some_and(|owner| !owner.contains(' '))
    });
    first || owned || employed(text).is_some_and(|(name, house)| is_name(name) && names(house))
}

/// The name after an introducing word.
fn introduced(text: &str) -> Option<String> {
    let rest = labels().begins(text, Kind::Credit)?;
    let said = text.len() - rest.len();
    let label = text[..said].trim_end();
    let colon =
        label.ends_with([':', '：', '/', '／', '=', '.']) || label.contains(|c: char| c.is_whitespace() || c == '©');
    // `(Photo: Name)`.
    let rest = if text.starts_with('(') { rest.trim_end_matches(')') } else { rest };
    let credit = rest.trim().trim_start_matches(['/', '／', ' ', ',', '،', '，']).trim_start();
    let fits = !credit.is_empty() && credit.chars().count() <= CREDIT && !measure(credit).sentence;
    (colon && fits).then(|| credit.to_owned())
}

/// The name behind an introducing word without a colon; only brackets tell such a one from a sentence.
fn named(text: &str) -> Option<String> {
    let name = labels().begins(text, Kind::Credit)?.trim();
    let caseless = || !is_cased(name) && (1..=3).contains(&name.split_whitespace().count());
    let house = || name.starts_with(char::is_uppercase) && measure(name).size <= OWNER && !name.contains([',', '.']);
    let fits = !name.is_empty() && name.len() < text.len() && (is_name(&capitals(name)) || caseless() || house());
    fits.then(|| name.to_owned())
}

/// A text in brackets that names an owner of pictures; it is the credit as a whole.
fn owned(text: &str) -> Option<String> {
    let short = text.chars().count() <= CREDIT;
    let rest = labels().begins(text, Kind::Owner).or_else(|| {
        let at =
            text.rfind(['/', '|', ',', '—', '-']).map(|at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        at.and_then(|at| labels().begins(text[at..].trim(), Kind::Owner))
    });
    (short && rest.is_some()).then(|| text.trim().to_owned())
}

/// The caption without the marks that lead to the credit.
fn before(text: &str) -> String {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '|' | '/' | '•' | ',' | '،'))
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_cut_from_captions() {
        for (line, text, credit) in [
            ("Flags at an unknown place – (Photo: Daily Agency)", "Flags at an unknown place", "Daily Agency"),
            ("A dam, Tuesday. (AP Photo/Ana Cruz)", "A dam, Tuesday.", "AP Photo/Ana Cruz"),
            ("Ein Damm | Foto: Privat.", "Ein Damm", "Privat."),
            ("A dam in 2024. — Picture by Ana Cruz", "A dam in 2024.", "Ana Cruz"),
            ("Sebuah bendungan(Dok.Ana )", "Sebuah bendungan", "Dok.Ana"),
            ("Photo: AFP", "", "AFP"),
            ("The Plough in 1740Credit: Ana Cruz for The Bell", "The Plough in 1740", "Ana Cruz for The Bell"),
            ("Boats near the dam on Tuesday. Ana Cruz/Reuters", "Boats near the dam on Tuesday.", "Ana Cruz/Reuters"),
            ("Le barrage, le 6 mai. ANA CRUZ / AFP", "Le barrage, le 6 mai.", "ANA CRUZ / AFP"),
            ("El mercado, el viernes.Ana Cruz", "El mercado, el viernes.", "Ana Cruz"),
            ("Die Bank auf dem Hügel © Ana Cruz", "Die Bank auf dem Hügel", "Ana Cruz"),
            ("A dam in California.Ana Cruz—Getty Images", "A dam in California.", "Ana Cruz—Getty Images"),
            ("A bus in Gilgit on Saturday.—Daily", "A bus in Gilgit on Saturday.", "Daily"),
            ("Vecinos en la plaza, ayer. ANA CRUZ", "Vecinos en la plaza, ayer.", "ANA CRUZ"),
            ("Los vecinos con banderas. Foto Ana Cruz", "Los vecinos con banderas.", "Ana Cruz"),
            ("De schapen op de kwelder • ANP", "De schapen op de kwelder", "ANP"),
            ("коллаж: Анна", "", "Анна"),
            ("1 de 2 Sapo tem manchas nas costas — Foto: Ana Cruz", "Sapo tem manchas nas costas", "Ana Cruz"),
            ("2 of 12 boats at the dam (Photo: Ana Cruz)", "2 of 12 boats at the dam", "Ana Cruz"),
            ("5.30 Uhr am Damm (Foto: Ana Cruz)", "5.30 Uhr am Damm", "Ana Cruz"),
            ("2 boats of 12 at the dam (Photo: Ana Cruz)", "2 boats of 12 at the dam", "Ana Cruz"),
            ("▲志工在舞台上準備午餐。（圖／記者林佳蓉攝）", "志工在舞台上準備午餐。", "記者林佳蓉攝"),
            ("Image source, Getty Images", "", "Getty Images"),
            ("La silueta del barco, a 61 metros. / ARQUA", "La silueta del barco, a 61 metros.", "ARQUA"),
            ("Ensaio da orquestra na escola Ana Cruz / Lusa", "Ensaio da orquestra na escola", "Ana Cruz / Lusa"),
            (
                "Placas sobre o telhado do Bauana - Ana Cruz/Folhapress",
                "Placas sobre o telhado do Bauana",
                "Ana Cruz/Folhapress",
            ),
            (
                "Perpustakaan botol di Selo (11/8/2019).(KOMPAS.com/ANA CRUZ)",
                "Perpustakaan botol di Selo (11/8/2019).",
                "KOMPAS.com/ANA CRUZ",
            ),
            (
                "Doris has lived here for 19 years. (ABC Far North: Ana Cruz)",
                "Doris has lived here for 19 years.",
                "ABC Far North: Ana Cruz",
            ),
            ("গতকাল টাঙ্গুয়ার হাওরেছবি: খলিল রহমান", "গতকাল টাঙ্গুয়ার হাওরে", "খলিল রহমান"),
            ("Ensaio da orquestra na escolaAna Cruz/Lusa", "Ensaio da orquestra na escola", "Ana Cruz/Lusa"),
            ("La alcaldesa con los alumnos.Ana Cruz (EFE)", "La alcaldesa con los alumnos.", "Ana Cruz (EFE)"),
            (
                "La strada crollata nella notte (foto Vigili del fuoco)",
                "La strada crollata nella notte",
                "Vigili del fuoco",
            ),
            ("Ο φάρος της Καψούρας | EUROKINISSI / ΑΝΝΑ ΚΡΟΥΖ", "Ο φάρος της Καψούρας", "EUROKINISSI / ΑΝΝΑ ΚΡΟΥΖ"),
        ] {
            let caption = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((caption.text.as_str(), caption.credit.as_deref()), (text, Some(credit)), "{line}");
        }
    }

    #[test]
    fn the_word_before_a_caption_is_no_part_of_it() {
        assert_eq!(described("Image caption, A boat at the dam"), Some("A boat at the dam"));
        assert_eq!(described("التعليق على الصورة، قارب"), Some("قارب"));
        assert_eq!(described("FILE - A boat, at the dam"), None);
        assert_eq!(described("A boat, at the dam"), None);
    }

    #[test]
    fn paragraphs_are_no_captions() {
        for line in [
            "The party (CDU) said so.",
            "Photos show the dam.",
            "A dam - the third - fell.",
            "Images of the dam",
            "The council asked the water office, the army and the news agency (AP).",
            "© 2013 Ana Cruz",
            "He is a friend of St. John",
            "Dam at Karima falls, says Ana / Cruz",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
