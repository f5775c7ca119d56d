use super::*;

fn parts(text: &str) -> Option<[String; 3]> {
    run_in(text).map(|found| {
        assert!(text.starts_with(&found.raw) && found.raw.len() < text.len());
        [found.place, found.agency, found.date].map(Option::unwrap_or_default)
    })
}

#[test]
fn forms_of_many_houses() {
    for (text, expected) in [
        ("SULAIMANI (ESTA) — A dam", ["SULAIMANI", "ESTA", ""]),
        ("Bexda (K24) – Şandek", ["Bexda", "K24", ""]),
        ("AUBURN, Wash. — A dam", ["AUBURN, Wash.", "", ""]),
        ("MONTGOMERY, Ala. -- A dam", ["MONTGOMERY, Ala.", "", ""]),
        ("DOHA, March 1 - Oil rose", ["DOHA", "", "March 1"]),
        (
            "Кострома, 12 февраля. Старый мост у деревни закрыли на ремонт до осени, сообщили вчера в мэрии.",
            ["Кострома", "", "12 февраля"],
        ),
        ("बाड़मेर, 18 जुलाई। गांव के तीन सूखे कुओं में दस साल बाद इस मानसून में फिर से पानी लौट आया है।", ["बाड़मेर", "", "18 जुलाई"]),
        ("المهدية (تونس) - قال", ["المهدية (تونس)", "", ""]),
        ("SEOUL, Aug. 20 (Yonhap) -- A dam", ["SEOUL", "Yonhap", "Aug. 20"]),
        ("WASHINGTON (Aug. 13) -- A dam", ["WASHINGTON", "", "Aug. 13"]),
        ("(CNN) -- A dam", ["", "CNN", ""]),
        ("New York CNN — A dam", ["New York", "CNN", ""]),
        ("Berlin (dpa) - Die Elbe", ["Berlin", "dpa", ""]),
        ("Hamburg/Berlin (dpa/lno) - Die Elbe", ["Hamburg/Berlin", "dpa/lno", ""]),
        ("Karima, 27.6.205 – Der Fluss", ["Karima", "", "27.6.205"]),
        ("دمشق، سوريا (CNN) -- قال", ["دمشق، سوريا", "CNN", ""]),
        ("بغداد - قال", ["بغداد", "", ""]),
        ("شفق نيوز/ قال", ["", "شفق نيوز", ""]),
        ("KARIMA: IT’s late", ["KARIMA", "", ""]),
        ("Asunción: Das Werk", ["Asunción", "", ""]),
        ("新华社北京11月17日电 今天", ["北京", "新华社", "11月17日"]),
        ("【6月18日 AFP】今天", ["", "AFP", "6月18日"]),
        ("SINGAPORE - The port", ["SINGAPORE", "", ""]),
        ("Leipzig. Der Hafen", ["Leipzig", "", ""]),
        ("NEW YORK--The port", ["NEW YORK", "", ""]),
        ("ПЕТРОЗАВОДСК, 9 июн - РИА Новости. Маяк", ["ПЕТРОЗАВОДСК", "РИА Новости", "9 июн"]),
        ("(ANSA) - PESCARA, 12 NOV - Il ponte", ["PESCARA", "ANSA", "12 NOV"]),
        ("МОСКВА, 15 мая. /ТАСС/. Мост", ["МОСКВА", "ТАСС", "15 мая"]),
        ("Москва. 15 мая. INTERFAX.RU - Мост", ["Москва", "INTERFAX.RU", "15 мая"]),
        ("MAGELANG, KOMPAS.com - Jembatan", ["MAGELANG", "KOMPAS.com", ""]),
        ("जागरण संवाददाता, आगरा। पुल", ["आगरा", "जागरण संवाददाता", ""]),
        ("नई दिल्ली, 12 नवंबर (भाषा) पुल", ["नई दिल्ली", "भाषा", "12 नवंबर"]),
        ("Madrid, 12 nov (EFE).- El puente", ["Madrid", "EFE", "12 nov"]),
        ("(서울=연합뉴스) 홍길동 기자 = 다리", ["서울", "연합뉴스", ""]),
        ("（中央社台北17日電）今天", ["台北", "中央社", "17日"]),
        ("تهران - ایرنا - پل", ["تهران", "ایرنا", ""]),
        ("طرابلس (لبنان) – رويترز – عاد", ["طرابلس (لبنان)", "رويترز", ""]),
        ("Lisboa, 12 nov 2023 (Lusa) – A ponte", ["Lisboa", "Lusa", "12 nov 2023"]),
    ] {
        assert_eq!(parts(text), Some(expected.map(str::to_owned)), "{text}");
    }
}

#[test]
fn sentences_keep_their_beginning() {
    for text in [
        "IN the middle of town — a dam",
        "NATIONAL Water Office (NWO) again",
        "The dam — The third — fell.",
        "Nobody was hurt - The town said.",
        "The company (NYSE) — which",
        "A HIGH-powered group",
        "Note: The dam fell.",
        "Endlich. Der Damm steht.",
        "Paris. und so weiter",
        "MARK (laughing)",
        "",
    ] {
        assert_eq!(parts(text), None, "{text}");
    }
}

#[test]
fn places_that_no_list_has() {
    for (text, place) in [("Overdorp - De brug", "Overdorp"), ("Zwenkau. Der Rat", "Zwenkau")] {
        assert_eq!(unlisted(text).and_then(|found| found.place).as_deref(), Some(place), "{text}");
    }
    for text in ["De brug - die nieuw is", "Ja. Der Rat", "Der Rat der Stadt. Und", "मेरठ - पुल"] {
        assert_eq!(unlisted(text), None, "{text}");
    }
}

#[test]
fn words_before_a_dash_in_scripts_without_case() {
    let rest = "هنوز هوا روشن نشده که صدای تنور از خانه بلند می‌شود و پیرمرد نان می‌پزد و به کنار آب می‌برد.";
    for (head, place) in [("بهشهر – ", "بهشهر"), ("ڕانیە - ", "ڕانیە"), ("मुस्ताङ । ", "मुस्ताङ")]
    {
        let text = format!("{head}{rest}");
        assert_eq!(caseless(&text).map(|found| (found.raw, found.place)), Some((head.into(), Some(place.into()))));
    }
    for head in ["خاص - ", "صدای تنور از خانه - ", "هوا، ", "Bandar - ", "台東 - "] {
        assert_eq!(caseless(&format!("{head}{rest}")), None, "{head}");
    }
    assert_eq!(caseless("بهشهر – هنوز"), None);
}

#[test]
fn places_stand_once_and_in_order() {
    let list: Vec<&str> = include_str!("../places.txt").lines().filter(|line| !line.starts_with('#')).collect();
    assert!(list.is_sorted_by(|one, other| one < other));
    assert_eq!(names(include_str!("../places.txt")).len(), list.len(), "two spellings that are read alike");
    assert!(list.iter().all(|name| name.trim() == *name && is_listed(name)));
}

#[test]
fn a_dateline_may_stand_alone() {
    for (line, place, agency) in
        [("Ankara", "Ankara", None), ("AUBURN, Wash. —", "AUBURN, Wash.", None), ("AFP, MANILA", "MANILA", Some("AFP"))]
    {
        let found = own_line(line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((found.place.as_deref(), found.agency.as_deref(), found.raw.as_str()), (Some(place), agency, line));
    }
    for line in ["SHARE", "Culture", "Hochwasser", "River traffic"] {
        assert_eq!(own_line(line), None, "{line}");
    }
}

#[test]
fn a_line_of_its_own_is_a_place_by_its_form_or_by_the_page() {
    let own =
        |line: &str| own_line(line).map(|found| (found.place.unwrap_or_default(), found.agency.unwrap_or_default()));
    let pair = |place: &str, agency: &str| Some((place.to_owned(), agency.to_owned()));
    assert_eq!(own("القاهرة - رويترز"), pair("القاهرة", "رويترز"));
    assert_eq!(own("القاهرة – رويترز"), pair("القاهرة", "رويترز"));
    assert_eq!(own("Bericht - Analyse"), None);
    let sure = |line: &str| place_line(line).map(|(found, sure)| (found.place.unwrap_or_default(), sure));
    for (line, place, told) in [
        ("AGIRÎ - MA", "AGIRÎ", true),
        ("CARAUARI (AM)", "CARAUARI (AM)", true),
        ("Ribera del Cea", "Ribera del Cea", false),
    ] {
        assert_eq!(sure(line), Some((place.to_owned(), told)), "{line}");
    }
    assert_eq!(sure("5 min read"), None);
}

#[test]
fn places_may_be_glued_to_the_text_or_stand_behind_the_reporters_name() {
    let found = run_in("Hà NộiCông an quận cho biết").unwrap();
    assert_eq!((found.place.as_deref(), found.raw.as_str()), (Some("Hà Nội"), "Hà Nội"));
    assert!(run_in("YouTube says that it will pay").is_none());
    let found = run_in("（中央社記者王小明台北20日電）河水今天").unwrap();
    assert_eq!((found.place.as_deref(), found.agency.as_deref()), (Some("台北"), Some("中央社")));
}
