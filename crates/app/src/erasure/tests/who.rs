//! The person who is erased, and the rows of the files that fill a workspace.

use banso_kernel::{Day, PersonId};
use banso_testbed::scan::Mark;

pub const TODAY: i32 = 20_500;
pub const ACCOUNTS: i64 = 3;
/// People at each account, and days of facts.
pub const OTHERS: i64 = 12;
const DAYS: i32 = 45;

/// Somebody made up of random letters.
pub struct Who {
    pub key: String,
    pub mail: String,
    pub old_mail: String,
    pub family: String,
    pub given: String,
    kana: (String, String),
    pub phone: String,
    pub title: String,
    department: String,
}

impl Who {
    pub fn new(seed: u64) -> Self {
        let draw = |what: &str, letters: &str, n: usize| -> String {
            let letters: Vec<char> = letters.chars().collect();
            let hash = blake3::Hasher::new().update(&seed.to_le_bytes()).update(what.as_bytes()).finalize();
            hash.as_bytes()[..n].iter().map(|byte| letters[usize::from(*byte) % letters.len()]).collect()
        };
        let (latin, kanji, kana) = ("bcdfghjkmnpqrstvwxyz", "鈴木高橋渡辺伊藤斎嶋鷲", "あかさたなはまやらわ");
        Self {
            key: format!("U-{}", draw("key", latin, 12)),
            mail: format!("{}@{}.example", draw("mail", latin, 9), draw("host", latin, 8)),
            old_mail: format!("{}@{}.example", draw("old mail", latin, 9), draw("old host", latin, 8)),
            family: draw("family", kanji, 5),
            given: format!("{}é", draw("given", kanji, 5)),
            kana: (draw("family kana", kana, 8), draw("given kana", kana, 8)),
            phone: format!("03-{}", draw("phone", "0123456789", 10)),
            title: draw("title", kanji, 6),
            department: draw("department", kanji, 7),
        }
    }

    /// Everything that must be nowhere.
    pub fn marks(&self, id: PersonId) -> Vec<Mark> {
        let texts = [
            ("key", &self.key),
            ("mail", &self.mail),
            ("old mail", &self.old_mail),
            ("family", &self.family),
            ("given", &self.given),
            ("family kana", &self.kana.0),
            ("given kana", &self.kana.1),
            ("phone", &self.phone),
            ("title", &self.title),
            ("department", &self.department),
        ];
        let texts = texts.into_iter().map(|(what, text)| Mark::text(what, text));
        texts.chain([Mark::number("opaque key", id.0)]).collect()
    }

    /// Facts of theirs but for the touches, which stay.
    pub fn facts(&self) -> u64 {
        u64::from(DAYS.unsigned_abs()) * 2
    }

    pub fn people_rows(&self) -> u64 {
        1
    }

    pub fn facts_rows(&self) -> u64 {
        self.facts()
    }

    pub fn touch_rows(&self) -> u64 {
        2
    }

    pub fn people_row(&self, mail: &str, title: &str) -> String {
        let (family, given, (family_kana, given_kana)) = (&self.family, &self.given, &self.kana);
        format!(
            "A-1,{},{mail},{family},{given},{family_kana},{given_kana},{},{title},{},yes\n",
            self.key, self.phone, self.department
        )
    }
}

pub const PEOPLE: &str = "kind = 'people'\n[columns]\naccount = 'account'\nkey = 'id'\nemail = 'mail'\nfamily = 'family'\n\
    given = 'given'\nfamily_kana = 'family kana'\ngiven_kana = 'given kana'\nphone = 'phone'\ntitle = 'title'\n\
    department = 'department'\nchampion = 'champion'\n";
pub const PEOPLE_HEAD: &str = "account,id,mail,family,given,family kana,given kana,phone,title,department,champion\n";
pub const FACTS: &str = "kind = 'facts'\n[columns]\naccount = 'account'\nperson = 'who'\n[rules]\nknown = 'at_occurrence'\n\
    source = 'app'\n[[fact]]\nname = 'what'\noccurred_at = 'at'\nid = 'id'\nprops = { seen_by = 'seen by' }\n";
pub const FACTS_HEAD: &str = "id,account,who,what,at,seen by\n";
pub const TOUCHES: &str = "kind = 'touches'\n[columns]\naccount = 'account'\noccurred_at = 'day'\nkind = 'kind'\n\
    person = 'who'\nsubject = 'subject'\n[rules]\nknown = 'at_occurrence'\n";
pub const TOUCHES_HEAD: &str = "account,day,kind,who,subject\n";

pub fn facts(who: &Who, with: bool, part: i32) -> String {
    let mut rows = FACTS_HEAD.to_owned();
    for day in (0..DAYS).filter(|day| day % 3 == part) {
        let at = Day(TODAY - DAYS + day);
        for n in (0..ACCOUNTS * OTHERS).filter(|n| (n + i64::from(day)) % 4 == 0) {
            rows += &format!("{day}-{n},A-{},P-{n},login,{at} 10:{:02}:00,\n", 1 + n % ACCOUNTS, n % 60);
        }
        if with {
            // The name of a fact is in the log's statistics when it is the least or the greatest.
            rows += &format!("{day}-a,A-1,{},!{},{at} 11:00:00,{}\n", who.key, who.mail, who.mail);
            rows += &format!("{day}-b,A-1,{},feature.used,{at} 12:00:00,{}\n", who.key, who.phone);
        }
    }
    rows
}

/// Two touches with the person, which stay without; the free text of one names them by a word that is no mark.
pub fn touches(who: &Who, with: bool) -> String {
    let person = if with { who.mail.as_str() } else { "" };
    let rows = [
        format!("A-1,2026-01-10,call,{person},更新の相談\n"),
        format!("A-1,2026-01-20,visit,{person},導入の相談\n"),
        "A-2,2026-01-20,visit,P-1,導入の相談\n".to_owned(),
    ];
    TOUCHES_HEAD.to_owned() + &rows.concat()
}
