//! The people of an account: users, champions, deciders, role addresses.

use crate::case::Case;
use crate::dice::Dice;
use crate::names::name;
use crate::story::Story;
use banso_domain::people::Person;
use banso_kernel::{Day, PersonId};

/// A person and how much they use the product.
pub struct Staff {
    /// Who.
    pub person: Person,
    /// Readiness to use it: 0 for those who never sign in, about 1 for most, up to 1.8.
    pub drive: f64,
}

const DEPARTMENTS: [&str; 9] = [
    "営業部",
    "総務部",
    "経理部",
    "情報システム部",
    "業務改革推進室",
    "人事部",
    "カスタマーサポート課",
    "製造管理課",
    "経営企画室",
];
const TITLES: [(&str, u32); 7] =
    [("", 46), ("主任", 16), ("係長", 12), ("課長", 12), ("マネージャー", 5), ("部長", 6), ("室長", 3)];
const CLINIC_DEPARTMENTS: [&str; 5] = ["事務部", "医事課", "看護部", "経営企画室", "情報システム室"];
const FOREIGN_DEPARTMENTS: [&str; 6] = ["Sales", "Operations", "Finance", "IT", "Customer Support", "HR"];
const FOREIGN_TITLES: [&str; 5] = ["", "Manager", "Director", "Team Lead", "Analyst"];

/// Everybody at the account, users first.
pub fn people(case: &Case, dice: &mut Dice) -> Vec<Staff> {
    let champions = match case.story {
        Story::Enthusiast => dice.between(1, 3),
        Story::ChampionLeaves => 1,
        Story::StalledSetUp | Story::Trial => i64::from(dice.chance(0.15)),
        _ => i64::from(dice.chance(0.55)),
    } as usize;
    let mut staff: Vec<Staff> = (0..case.seats).map(|i| user(case, i, i < champions, dice)).collect();
    if case.story == Story::ChampionLeaves
        && let Some(first) = staff.first_mut()
    {
        first.person.left_on = Some(case.turn.min(case.last));
    }
    if case.story != Story::Trial {
        staff.push(decider(case, staff.len(), dice));
    }
    if dice.chance(0.3) {
        staff.push(role_address(case, staff.len(), dice));
    }
    staff
}

fn user(case: &Case, index: usize, champion: bool, dice: &mut Dice) -> Staff {
    let mut person = somebody(case, index, dice);
    let first_wave = index < 3.max(case.seats * 2 / 5);
    let wait = if first_wave { dice.between(0, 12) } else { dice.between(10, 220) } as i32;
    let issued = case.signed_up + wait;
    // Those who never got going hand out few IDs; an ID that would come after the end is not there yet.
    let held = first_wave || case.story != Story::StalledSetUp;
    person.issued_on = (held && issued <= case.last).then_some(issued);
    person.champion = champion;
    if !champion && issued < case.from && dice.chance(0.07) {
        person.left_on = left(case, issued, dice);
    }
    let drive = if champion { 1.5 + dice.unit() * 0.3 } else { 0.35 + dice.unit() * 0.9 };
    Staff { person, drive }
}

fn left(case: &Case, issued: Day, dice: &mut Dice) -> Option<Day> {
    let span = i64::from(case.last - case.from.max(issued));
    (span > 60).then(|| case.last - dice.between(5, span - 30) as i32)
}

fn decider(case: &Case, index: usize, dice: &mut Dice) -> Staff {
    let mut person = somebody(case, index, dice);
    person.title = if case.company.japanese { dice.pick(&["部長", "本部長", "取締役"]) } else { "Director" }.to_owned();
    Staff { person, drive: 0.0 }
}

fn role_address(case: &Case, index: usize, dice: &mut Dice) -> Staff {
    let mut person = somebody(case, index, dice);
    let (box_name, department) =
        dice.pick(&[("info", "代表窓口"), ("soumu", "総務部"), ("support", "サポート窓口"), ("keiri", "経理部")]);
    person.family = department.to_owned();
    person.department = department.to_owned();
    person.email = format!("{box_name}@{}", case.company.domain);
    for field in [&mut person.given, &mut person.family_kana, &mut person.given_kana, &mut person.title] {
        field.clear();
    }
    Staff { person, drive: 0.0 }
}

fn somebody(case: &Case, index: usize, dice: &mut Dice) -> Person {
    let japanese = if case.company.japanese { !dice.chance(0.02) } else { dice.chance(0.04) };
    let name = name(japanese, dice);
    let (department, title) = if case.company.japanese {
        let medical = case.company.industry == "医療・医薬" && case.company.name.starts_with("医療法人");
        (
            if medical { dice.pick(&CLINIC_DEPARTMENTS) } else { dice.pick(&DEPARTMENTS) },
            TITLES[dice.weighted(&TITLES.map(|(_, share)| share))].0,
        )
    } else {
        (dice.pick(&FOREIGN_DEPARTMENTS), dice.pick(&FOREIGN_TITLES))
    };
    let phone = match (case.company.japanese, dice.between(0, 3)) {
        (true, 0) => format!("03-0000-{:04}", dice.between(0, 9_999)),
        (true, 1) => format!("050-0000-{:04}", dice.between(0, 9_999)),
        (true, 2) => format!("06-0000-{:04}(内線{})", dice.between(0, 9_999), dice.between(10, 99)),
        _ => String::new(),
    };
    // Files seldom have every reading.
    let read = dice.chance(0.88);
    Person {
        id: PersonId(dice.key()),
        account: case.id,
        key: format!("{}-P{:02}", case.key, index + 1),
        family: name.family.to_owned(),
        given: name.given.to_owned(),
        family_kana: if read { name.family_kana.to_owned() } else { String::new() },
        given_kana: if read { name.given_kana.to_owned() } else { String::new() },
        email: format!("{}.{}{}@{}", name.initial, name.latin, index + 1, case.company.domain),
        phone,
        department: department.to_owned(),
        title: title.to_owned(),
        champion: false,
        issued_on: None,
        left_on: None,
    }
}
