//! Words that say little about what an article is about. Search weighs them down but keeps them; [`guess`] knows a
//! language by them.
//!
//! [`guess`]: super::guess

use super::{Lang, fold};

/// What one language is known by.
pub(super) struct Row {
    pub(super) lang: Lang,
    /// Letters that mark the language among those of its script.
    pub(super) letters: &'static str,
    /// Folded words, sorted by bytes, a blank between.
    words: &'static str,
    /// Bytes of the longest of them: most words of a text are longer and need no search.
    pub(super) longest: usize,
}

const fn row(lang: Lang, letters: &'static str, words: &'static str) -> Row {
    let (mut longest, mut length, mut at) = (0, 0, 0);
    while at < words.len() {
        length = if words.as_bytes()[at] == b' ' { 0 } else { length + 1 };
        longest = if length > longest { length } else { longest };
        at += 1;
    }
    Row { lang, letters, words, longest }
}

/// Whether `word`, in small letters, folded or not, is a stop word of `lang`. A stem is not asked for.
pub fn is_stop(word: &str, lang: Lang) -> bool {
    let mut folded = String::new();
    fold::fold(word, lang, &mut folded);
    ROWS.iter().find(|row| row.lang == lang).is_some_and(|row| row.holds(&folded))
}

impl Row {
    /// All words.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.split_terminator(' ')
    }

    /// Whether the folded `word` is one of the words: binary search on the string itself.
    pub(super) fn holds(&self, word: &str) -> bool {
        let words = self.words.as_bytes();
        let (mut low, mut high) = (0, words.len());
        while low < high {
            // Both bounds lie where a word begins, or at the end.
            let middle = low.midpoint(high);
            let start =
                words.get(low..middle).unwrap_or(&[]).iter().rposition(|&b| b == b' ').map_or(low, |at| low + at + 1);
            let rest = words.get(start..).unwrap_or(&[]);
            let length = rest.iter().position(|&b| b == b' ').unwrap_or(rest.len());
            match rest.get(..length).unwrap_or(&[]).cmp(word.as_bytes()) {
                core::cmp::Ordering::Equal => return true,
                core::cmp::Ordering::Less => low = start + length + 1,
                core::cmp::Ordering::Greater => high = start,
            }
        }
        false
    }
}

/// One line a language. Where words are few, letters tell it from its neighbours.
#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    row(Lang::EN, "", "\
        a about after all also am an and any are as at be because been before being but by can can't could did \
        do does doesn't don't down for from had has have he her here him his how i i'm if in into is isn't it \
        it's its just me more most my no not of off on one only or other our out over said same she should so \
        some such than that the their them then there these they this those through to too under up us very was \
        we were what when where which while who whom why will with would you your"),
    row(Lang::DE, "äöüß", "\
        aber alle als also am an auch auf aus bei bin bis da damit dann das dass dem den der des die dies diese \
        dieser doch durch ein eine einem einen einer eines er es fur gegen habe haben hat hatte hier ich ihr \
        ihre im in ist ja kann kein keine mehr mit nach nicht noch nur ob oder ohne sein seine seit sich sie \
        sind so uber um und uns unter vom von vor war waren was wenn werden wie wir wird wurde zu zum zur"),
    row(Lang::FR, "çèœ", "\
        a au aux avec c car ce ces d dans de des du elle en est et ete etre eu il ils j je l la le les leur lui \
        m mais me meme mes moi mon n ne nos nous on ont ou par pas plus pour qu que qui s sa sans se ses si son \
        sont sur t ta te tous tout tres tu un une vos vous y"),
    row(Lang::ES, "ñ¿¡", "\
        a al algo como con cual de del dos e el ella en era es esa ese eso esta este esto fue ha hay la las le \
        les lo los mas me mi muy ni no nos o otra otro para pero por que se ser si sin son su sus tan te todo tu \
        un una uno unos y ya yo"),
    row(Lang::IT, "", "\
        a ad ai al alla alle c che chi ci come con cosa cui d da dal dei del dell di dopo e ed era fra gli ha i \
        il in io l la le lei lo loro lui ma mi nei nel nell non o ogni per pero piu se si sono su sua sue sul \
        sull suo tra un una uno vi"),
    row(Lang::PT, "ãõ", "\
        a ao aos as ate com como da das de dele do dos e ela ele eles em era essa esse esta este eu foi ha isso \
        ja lhe mais mas me meu na nao nas no nos o os ou para pela pelo por qual que quem sao se sem ser seu \
        seus so sua te tem um uma voce"),
    row(Lang::CA, "", "\
        a aixo al als amb com d de del dels des el els en es esta ha hi i l la les li mes no o pel per pero quan \
        que qui s se ser seu seva son un una va"),
    row(Lang::RO, "șțşţă", "\
        a ai al ale am ar are au ca care ce cel cu cum da dar de din dupa ea ei el este eu fi fost iar ii il in \
        la le lor lui mai ne nici nu o pe prin sa sale sau se si sunt un una unei unui va"),
    row(Lang::NL, "", "\
        aan al als bij dan dat de der deze die dit door een en er had heb het hij hoe ik in is je kan maar me \
        meer met mijn na naar niet nog nu of om ons ook op over te toch tot u uit van veel voor waar was wat we \
        werd wie wij zal ze zich zij zijn zo zou"),
    row(Lang::SV, "åäö", "\
        alla ar att av bara blev da dar de dem den det din ej en er ett for fran ha hade han hans har hon i icke \
        in inte jag kan man med men mig mot nar ni nu och om oss over pa sa sig sin ska som till upp ut vad var \
        vara vi vid"),
    row(Lang::DA, "æøå", "\
        af alle at blev de dem den der det dig din du en end er et for fra ham han hans har her hun hvad hvis \
        hvor i ikke ind jeg jo kan kun man med men mig min mod nar ned nu og ogsa om op os over pa sa selv sig \
        skal som til ud vaere var vi vil"),
    row(Lang::NO, "æøå", "\
        alle at av ble bli da de dem den der det du en enn er et fa for fra ha han hans har hun hva hvis hvor i \
        ikke inn jeg kan man med meg men mer mot na nar noe noen og ogsa om opp oss over pa sa seg selv sin skal \
        som til ut vaere var ved vi vil"),
    row(Lang::FI, "ä", "\
        ei eli en etta han he ja jo joka jos kuin kun me mika mita myos ne niin nyt oli olla on ovat saa se seka \
        sen sita tai tama te vaan vain voi"),
    row(Lang::HU, "őűöüá", "\
        a ami az azt be csak de e egy es ez ezt ha hogy igen igy is itt kell ki le lesz mar meg mert mi mint \
        most ne nem o sem utan vagy van volt"),
    row(Lang::PL, "łąęśżź", "\
        a aby ale bez by byc byl byla bylo czy dla do gdy go i ich ile im ja jak jako je jego jej jest juz kto \
        lub ma mnie moze na nad nie nim o od on ona oraz po pod przy sa sie ta tak tam te tego tej ten to tu tym \
        u w we wiec z za ze"),
    row(Lang::CS, "řěů", "\
        a aby ale ani az bude by byl byla bylo byt co do ho i ja jak jako je jeho jeji jen jsem jsou jste k kde \
        kdyz ma mezi mi na nad ne nebo neni o od on pak po pod pri pro s se si tak take to u uz v ve vsak z za \
        ze"),
    row(Lang::TR, "ğışİ", "\
        acak ama bir biz bu cok da daha de diye en gibi gore hem her icin ile ise ki mi mu ne o olan oldu su ve \
        veya ya yok"),
    row(Lang::AZ, "ə", ""),
    row(Lang::KMR, "êîûşç", "\
        ber bi bo da de di dibe dike e ev ew ez gel hat hem heta hin in ji kir ku kurd li ma me na ne re u we \
        wek wi ya yan ye yen"),
    row(Lang::ID, "", "\
        ada agar akan atau bagi bisa dan dari di dia hal ia ini itu juga kami ke kita maka oleh pada para saat \
        saja saya yang"),
    row(Lang::VI, "ươạảấầậắặếềểệốồộớờợựứừđ", "\
        ai anh bi cac cai chi cho co con cua cung da dang de den do duoc hay hon khi la lai len ma minh moi mot \
        nay nen neu nhu o phai qua ra rang rat sau se tai theo thi tren tu tuy va van vao ve vi voi"),
    row(Lang::RU, "ыэ", "\
        а без бы был была были было быть в вам вас весь во вот все всех вы где да даже для до его ее если есть \
        еще же за и из или им их к как кто ли лишь мне мы на над не него нее нет ни них но о об он она они от по \
        под при с со так там то того тоже том ты у уже чем что эта эти это этот я"),
    row(Lang::UK, "іїєґ", "\
        а або але б без був була були було бути в вже ви вона вони все від він для до же з за зі й його коли \
        мене ми може на над не ну ні о он по при про та так те тим то тому у це цей чи чим що щоб як яка який \
        які є і із їх її"),
    row(Lang::BE, "ўі", ""),
    row(Lang::BG, "ъ", "\
        а аз ако без беше бъде в вече ви все го да до е ето за защо и из или им има как като към ли ме ми на над \
        не него нея ни но няма от по под при с са само се си след съм със също така те ти това той тук тя че ще \
        я"),
    row(Lang::SR, "ђћљњџј", "\
        а али би била био већ да до за и из или их када како као која које који ли на не него није о од он она \
        они по при са само се су та те то у што ја је јер још"),
    row(Lang::MK, "ѓќѕј", ""),
    row(Lang::KK, "әғқңұһ", ""),
    row(Lang::EL, "", "\
        αλλα αν απο αυτα αυτη αυτο για δεν εαν ειχε ενα εναν ενασ εχει η ηταν θα και κατα με μετα μη μια μιασ \
        μονο μου να ο οι οπωσ οταν οτι πολυ που πριν προσ πωσ σασ σε στα στη στην στισ στο στον τα τη την τησ τι \
        τισ το τον του τουσ των ωσ"),
    row(Lang::HE, "", "\
        אבל או אחר אחרי אך אל אם אני את אתה בין גם הוא היא היה היו הם זאת זה זו יותר יש כאשר כדי כי כל לא לו \
        מאוד מה מי מן עד עוד על עם רק של שלא שלה שלו"),
    row(Lang::AR, "ةأإ", "\
        ابو احد اذا الا التي الذي الذين الي ام اما ان انا انه انها او اي ايضا بعد بعض بل بن بين تحت تلك ثم حتي \
        حول حيث خلال دون ذلك رغم سوف ضد ضمن عبر عدم عده علي عليه عن عند عندما غير فان في فيه فيها قبل قد كان \
        كانت كل كما كيف لا لقد لكن لم لن له لها ليس ما مع من منذ منه منها نحو هذا هذه هم هنا هناك هو هي و وفي \
        وقد وكان وكانت ولا ولكن ولم ومن وهو وهي يكون"),
    row(Lang::FA, "پچژگ", "\
        از است اما ان انها او اگر ای این با باید بر برای بعد به بود بی تا تر جز خود در دو دیگر را روی شد شده شود \
        ما من مگر می نه نیز نیست ها های هایی هر هست هم همه همین هیچ و ولی چه چون کرد کرده کند که یا یک"),
    row(Lang::UR, "ٹڈڑےںھ", "\
        اس ان اور اپنے اگر ایک بعد بھی تو تک تھا تھی تھے جب جس جو خود سے لیے میں نهیں نے هو هوئے هیں هے وه پر کا \
        کر کرنے که کو کی کیا کے گئی گا گیا یا یه"),
    row(Lang::PS, "ټډړږښڼې", ""),
    row(Lang::UG, "ۈۋېڭ", ""),
    row(Lang::CKB, "ڕڵێۆەڤ", "\
        ئێمە ئێوە ئەم ئەمە ئەو ئەوان ئەوە ئەوەی بوو بووە بۆ بە بەم بەو بەڵام تا تر تەنها خۆی دا دوای دەبێت دەکات \
        سەر لە لەسەر لەم لەو لەوە لەگەڵ من نا نییە نێوان هێشتا هەبوو هەر هەروەها هەموو هەیە و وە وەک پاش پێش چۆن \
        چی چەند کرد کە کەی گەر یان یەک"),
    row(Lang::HI, "", "\
        अपना अपनी अपने अब आप इस इसके इसी उन उनके उस उसके एक एवं ऐसे और कर करते करना करने कहा का कि किया किसी की \
        कुछ के को कोई गई गए गया जब जा जाता जाती जैसे जो तक तथा तो था थी थे दिया दो न नहीं ने पर बहुत बाद भी में \
        मैं यदि यह यहां या ये रहा रहे लिए वह वे सभी साथ से हम ही हुआ हुई हुए है हैं हो होता होती होने"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_folded() {
        for row in ROWS {
            let words: Vec<&str> = row.words.split(' ').collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{:?}: {pair:?}", row.lang);
            }
            for word in words {
                let mut folded = String::new();
                fold::fold(word, row.lang, &mut folded);
                assert_eq!(folded, word, "{:?}", row.lang);
                assert!(word.is_empty() || row.holds(word), "{:?}: {word}", row.lang);
            }
        }
    }

    #[test]
    fn surfaces_and_folded_words() {
        for (tag, words) in [
            ("en", "the of is with"),
            ("de", "für fur und über"),
            ("ru", "ещё еще и"),
            ("ar", "في على إلى"),
            ("fa", "از که را این"),
            ("ckb", "لە بە و کە"),
            ("tr", "ve için çok"),
            ("el", "και της από"),
            ("he", "של את על"),
        ] {
            for word in words.split(' ') {
                assert!(is_stop(word, Lang::from_tag(tag)), "{tag}: {word}");
            }
        }
        for (tag, word) in
            [("en", "president"), ("en", ""), ("en", "zz"), ("de", "the"), ("und", "the"), ("en", "the of")]
        {
            assert!(!is_stop(word, Lang::from_tag(tag)), "{tag}: {word}");
        }
    }
}
