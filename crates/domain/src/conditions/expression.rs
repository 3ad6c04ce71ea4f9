//! Bound expressions, one type for each kind of value, and how they are judged.

use super::field::Field;
use super::scene::Scene;
use std::borrow::Cow;

/// Yes, no or unknown (`None`), by Kleene's logic, which is CEL's for errors.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Flag {
    Const(bool),
    Field(Field),
    Has(Field),
    Not(Box<Flag>),
    And(Box<Flag>, Box<Flag>),
    Or(Box<Flag>, Box<Flag>),
    If(Box<(Flag, Flag, Flag)>),
    Compare(Order, Number, Number),
    CompareText(Order, Words, Words),
    Same(bool, Box<Flag>, Box<Flag>),
    OneOf(Number, Vec<Number>),
    OneOfText(Words, Vec<Words>),
    Find(Find, Words, Words),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Equal,
    Other,
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Find {
    Start,
    End,
    Within,
}

/// A number; NaN is unknown.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    Const(f64),
    Field(Field),
    Negate(Box<Number>),
    /// Operator, and whether both sides are whole: then the result is whole.
    Two(Sum, bool, Box<(Number, Number)>),
    If(Box<(Flag, Number, Number)>),
    Size(Box<Words>),
    Read(bool, Box<Words>),
    Whole(Box<Number>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    Add,
    Take,
    Times,
    Divide,
    Rest,
}

/// A text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Words {
    Const(String),
    Field(Field),
    Join(Box<(Words, Words)>),
    If(Box<(Flag, Words, Words)>),
}

impl Order {
    fn holds<T: PartialOrd + ?Sized>(self, a: &T, b: &T) -> bool {
        match self {
            Order::Equal => a == b,
            Order::Other => a != b,
            Order::Less => a < b,
            Order::AtMost => a <= b,
            Order::More => a > b,
            Order::AtLeast => a >= b,
        }
    }
}

impl Flag {
    pub(super) fn judge(&self, scene: &Scene<'_>) -> Option<bool> {
        match self {
            Flag::Const(flag) => Some(*flag),
            Flag::Field(field) => field.flag(scene),
            Flag::Has(field) => Some(field.present(scene)),
            Flag::Not(inner) => inner.judge(scene).map(|flag| !flag),
            Flag::And(a, b) => match a.judge(scene) {
                Some(false) => Some(false),
                Some(true) => b.judge(scene),
                None => b.judge(scene).filter(|flag| !flag),
            },
            Flag::Or(a, b) => match a.judge(scene) {
                Some(true) => Some(true),
                Some(false) => b.judge(scene),
                None => b.judge(scene).filter(|flag| *flag),
            },
            Flag::If(parts) => if parts.0.judge(scene)? { &parts.1 } else { &parts.2 }.judge(scene),
            Flag::Compare(order, a, b) => Some(order.holds(&a.known(scene)?, &b.known(scene)?)),
            Flag::CompareText(order, a, b) => Some(order.holds(&*a.text(scene)?, &*b.text(scene)?)),
            Flag::Same(wanted, a, b) => Some((a.judge(scene)? == b.judge(scene)?) == *wanted),
            Flag::OneOf(a, list) => {
                let a = a.known(scene)?;
                one_of(list.iter().map(|item| item.known(scene).map(|item| item == a)))
            }
            Flag::OneOfText(a, list) => {
                let a = a.text(scene)?;
                one_of(list.iter().map(|item| item.text(scene).map(|item| item == a)))
            }
            Flag::Find(find, a, b) => {
                let (a, b) = (a.text(scene)?, b.text(scene)?);
                Some(match find {
                    Find::Start => a.starts_with(&*b),
                    Find::End => a.ends_with(&*b),
                    Find::Within => a.contains(&*b),
                })
            }
        }
    }
}

/// An unknown item of the list makes it unknown, as CEL builds the list before it looks.
fn one_of(items: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    items.into_iter().try_fold(false, |found, item| item.map(|same| found || same))
}

impl Number {
    fn known(&self, scene: &Scene<'_>) -> Option<f64> {
        Some(self.value(scene)).filter(|number| !number.is_nan())
    }

    fn value(&self, scene: &Scene<'_>) -> f64 {
        match self {
            Number::Const(number) => *number,
            Number::Field(field) => field.number(scene),
            Number::Negate(inner) => -inner.value(scene),
            Number::Two(sum, whole, pair) => sum.of(pair.0.value(scene), pair.1.value(scene), *whole),
            Number::If(parts) => match parts.0.judge(scene) {
                Some(true) => parts.1.value(scene),
                Some(false) => parts.2.value(scene),
                None => f64::NAN,
            },
            Number::Size(words) => words.text(scene).map_or(f64::NAN, |text| text.chars().count() as f64),
            Number::Read(whole, words) => words.text(scene).map_or(f64::NAN, |text| read(&text, *whole)),
            Number::Whole(inner) => inner.value(scene).trunc(),
        }
    }
}

/// The number that a text says; NaN if it says none.
fn read(text: &str, whole: bool) -> f64 {
    if whole {
        return text.parse::<i64>().map_or(f64::NAN, |number| number as f64);
    }
    text.parse().unwrap_or(f64::NAN)
}

impl Sum {
    fn of(self, a: f64, b: f64, whole: bool) -> f64 {
        match self {
            Sum::Add => a + b,
            Sum::Take => a - b,
            Sum::Times => a * b,
            Sum::Divide if whole && b == 0.0 => f64::NAN,
            Sum::Divide if whole => (a / b).trunc(),
            Sum::Divide => a / b,
            Sum::Rest => a % b,
        }
    }
}

impl Words {
    fn text<'s>(&'s self, scene: &Scene<'s>) -> Option<Cow<'s, str>> {
        match self {
            Words::Const(text) => Some(Cow::Borrowed(text)),
            Words::Field(field) => field.text(scene),
            Words::Join(pair) => Some(Cow::Owned(format!("{}{}", pair.0.text(scene)?, pair.1.text(scene)?))),
            Words::If(parts) => if parts.0.judge(scene)? { &parts.1 } else { &parts.2 }.text(scene),
        }
    }
}
