//! Forms of address (J-11): 様 for a person, 御中 for an organisation, 各位 for many; never two of them.

use crate::Lang;

/// What follows a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Honorific {
    /// 様, in everything that the customer reads.
    Sama,
    /// さん, in-house.
    San,
    /// Nothing, in-house.
    Plain,
}

/// Whom a letter, a mail or a printed page is for. Every part as typed; empty where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Addressee<'a> {
    /// With its legal form.
    pub company: &'a str,
    /// 部署.
    pub department: &'a str,
    /// 役職; stands before the name, so that it never carries 様 itself.
    pub title: &'a str,
    /// The person's name in the order of the language.
    pub person: &'a str,
}

impl Addressee<'_> {
    /// `株式会社青空／営業部／部長 山田 太郎 様`; without a person `株式会社青空／営業部 御中`. In English the parts alone.
    #[must_use]
    pub fn line(&self, honorific: Honorific, lang: Lang) -> String {
        match lang {
            Lang::En => filled(&[self.person, self.title, self.department, self.company]).join(", "),
            Lang::Ja if self.person.is_empty() => {
                format!("{} 御中", filled(&[self.company, self.department]).join("／"))
            }
            Lang::Ja => {
                let name = filled(&[self.title, self.person]).join(" ");
                let suffix = match honorific {
                    Honorific::Sama => " 様",
                    Honorific::San => " さん",
                    Honorific::Plain => "",
                };
                format!("{}{suffix}", filled(&[self.company, self.department, &name]).join("／"))
            }
        }
    }

    /// The line for everybody there: `株式会社青空／営業部 各位`.
    #[must_use]
    pub fn everyone(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => format!("{} 各位", filled(&[self.company, self.department]).join("／")),
            Lang::En => filled(&[self.department, self.company]).join(", "),
        }
    }
}

fn filled<'t>(parts: &[&'t str]) -> Vec<&'t str> {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_honorific_for_each_kind_of_addressee() {
        let all = Addressee {
            company: "株式会社青空", department: "営業部", title: "部長", person: "山田 太郎"
        };
        assert_eq!(all.line(Honorific::Sama, Lang::Ja), "株式会社青空／営業部／部長 山田 太郎 様");
        assert_eq!(all.line(Honorific::San, Lang::Ja), "株式会社青空／営業部／部長 山田 太郎 さん");
        assert_eq!(all.line(Honorific::Sama, Lang::En), "山田 太郎, 部長, 営業部, 株式会社青空");
        assert_eq!(all.everyone(Lang::Ja), "株式会社青空／営業部 各位");
        let nobody = Addressee { title: "部長", person: "", ..all };
        assert_eq!(nobody.line(Honorific::Sama, Lang::Ja), "株式会社青空／営業部 御中");
        let bare = Addressee { person: "山田 太郎", ..Addressee::default() };
        assert_eq!(bare.line(Honorific::Plain, Lang::Ja), "山田 太郎");
        for line in [all.line(Honorific::Sama, Lang::Ja), nobody.line(Honorific::Sama, Lang::Ja)] {
            assert!(line.contains('様') != line.contains("御中"), "{line}");
            assert!(!line.contains("部長様"), "{line}");
        }
    }
}
