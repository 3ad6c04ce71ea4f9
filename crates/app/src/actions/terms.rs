//! The workspace's settings for actions, and the lines of the company that tasks and messages need.

use crate::changed::changed;
use crate::workspace::typed_day;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_domain::plays::Limits;
use banso_kernel::{Lang, MemberId, Problem, Zone};
use banso_state::{ClosedDay, Destination, DestinationKind, Event, Member};
use banso_words::words;
use std::collections::HashMap;

/// Names of the settings.
pub mod names {
    /// Address under which members reach the site, such as `https://cs.example.jp`; without it messages carry no links.
    pub const SITE: &str = "actions.site";
    /// The language of messages to members, `ja` or `en`.
    pub const LANG: &str = "actions.lang";
    /// Messages that a person gets within seven days at most, over all plays.
    pub const WEEKLY: &str = "actions.weekly";
    /// Messages go from this hour…
    pub const FROM: &str = "actions.from";
    /// …until this hour, on business days.
    pub const UNTIL: &str = "actions.until";
    /// Hours after the end of its day after which an open task alerts.
    pub const ALERT: &str = "actions.alert";
}

/// The settings, with defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// See [`names::SITE`].
    pub site: Option<String>,
    /// See [`names::LANG`]; Japanese.
    pub lang: Lang,
    /// See [`names::WEEKLY`]; 2.
    pub weekly: u32,
    /// Hours of the day between which messages go; 8:30 is what a day's first mail waits for (J-20): minutes since
    /// midnight, 510 to 1,080.
    pub hours: (u32, u32),
    /// See [`names::ALERT`]; 9: the morning after.
    pub alert_hours: u32,
}

impl App {
    /// The settings for actions.
    ///
    /// # Errors
    /// The database failed.
    pub async fn action_terms(&self) -> Result<Terms, Refused> {
        let mut stored = self.state.settings().await.map_err(Refused::broken)?;
        let mut take = |name: &str| stored.remove(name).filter(|value| !value.is_empty());
        let (site, lang) = (take(names::SITE), take(names::LANG));
        let mut number = |name: &str| stored.remove(name).and_then(|value| value.parse::<u32>().ok());
        Ok(Terms {
            site,
            lang: lang.and_then(|tag| Lang::parse(&tag)).unwrap_or(Lang::Ja),
            weekly: number(names::WEEKLY).unwrap_or(2),
            hours: (number(names::FROM).unwrap_or(510), number(names::UNTIL).unwrap_or(1_080)),
            alert_hours: number(names::ALERT).unwrap_or(9),
        })
    }
}

impl Terms {
    /// The label and address of a page such as `/tasks/12`, for messages to members; none where the site is not known.
    pub(crate) fn link(&self, page: &str) -> Option<(String, String)> {
        let label = words(self.lang).get("tasks-open-in-banso").into_owned();
        self.site.as_ref().map(|site| (label, format!("{}{page}", site.trim_end_matches('/'))))
    }

    /// Limits on messages to customers.
    pub(crate) fn limits(&self) -> Limits {
        let minutes = |value: u32| u16::try_from(value).unwrap_or(u16::MAX);
        Limits::new(self.weekly as usize, minutes(self.hours.0), minutes(self.hours.1)).unwrap_or_default()
    }
}

/// The settings as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTerms {
    /// Address of the site; may be empty.
    pub site: String,
    /// `ja` or `en`.
    pub lang: String,
    /// A number.
    pub weekly: String,
    /// `8:30`.
    pub from: String,
    /// `18:00`.
    pub until: String,
    /// A number of hours.
    pub alert: String,
    /// Days on which the company is closed: a line each, a day and a name.
    pub closed: String,
}

/// Most messages a week that can be set; 0 is no limit.
const MOST_WEEKLY: u32 = 50;
/// Longest wait before an overdue task alerts, in hours.
const MOST_HOURS: u32 = 240;

/// A time of day such as `8:30`.
fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

impl NewTerms {
    /// The settings as they are, to be changed in a form.
    #[must_use]
    pub fn of(terms: &Terms, closed: &[ClosedDay]) -> Self {
        let line = |one: &ClosedDay| format!("{} {}", one.day, one.name);
        Self {
            site: terms.site.clone().unwrap_or_default(),
            lang: terms.lang.code().to_owned(),
            weekly: terms.weekly.to_string(),
            from: clock(terms.hours.0),
            until: clock(terms.hours.1),
            alert: terms.alert_hours.to_string(),
            closed: closed.iter().map(line).collect::<Vec<_>>().join("\n"),
        }
    }

    fn read(&self, zone: &Zone) -> Result<(Terms, Vec<ClosedDay>), Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut note = |field: &str, code: &str| {
            wrong.push(Wrong { field: field.to_owned(), problem: Problem::new(code) });
        };
        let site = self.site.trim().trim_end_matches('/');
        let web = url::Url::parse(site).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !site.is_empty() && !web {
            note("site", "settings-problem-site");
        }
        let lang = Lang::parse(&self.lang).unwrap_or(Lang::Ja);
        let number = |text: &str, most: u32| half(text).parse::<u32>().ok().filter(|number| *number <= most);
        let weekly = number(&self.weekly, MOST_WEEKLY);
        let alert = number(&self.alert, MOST_HOURS);
        let (from, until) = (minutes(&self.from), minutes(&self.until));
        for (field, missing) in [("weekly", weekly.is_none()), ("alert", alert.is_none())] {
            if missing {
                note(field, "settings-problem-number");
            }
        }
        if from.is_none() {
            note("from", "settings-problem-clock");
        }
        if until.is_none() || from.zip(until).is_some_and(|(from, until)| from >= until) {
            note("until", "settings-problem-clock");
        }
        let mut closed = Vec::new();
        for (at, line) in self.closed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let (day, name) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
            match typed_day(day, zone) {
                Ok(Some(day)) => closed.push(ClosedDay { day, name: name.trim().to_owned() }),
                _ => wrong.push(Wrong {
                    field: "closed".to_owned(),
                    problem: Problem::new("settings-problem-closed").with("line", at + 1),
                }),
            }
        }
        match (weekly, alert, from, until) {
            (Some(weekly), Some(alert_hours), Some(from), Some(until)) if wrong.is_empty() => {
                let site = (!site.is_empty()).then(|| site.to_owned());
                Ok((Terms { site, lang, weekly, hours: (from, until), alert_hours }, closed))
            }
            _ => Err(wrong),
        }
    }
}

/// Full-width digits and colons are the same (RULES 24).
fn half(text: &str) -> String {
    let one = |c: char| match c {
        '\u{ff10}'..='\u{ff19}' => char::from(b'0' + (u32::from(c) - 0xff10) as u8),
        '\u{ff1a}' => ':',
        other => other,
    };
    text.trim().chars().map(one).collect()
}

/// Minutes since midnight of `8:30`; 24:00 is the end of the day.
fn minutes(text: &str) -> Option<u32> {
    let text = half(text);
    let (hours, minutes) = text.split_once(':').unwrap_or((&text, "0"));
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    let all = hours * 60 + minutes;
    (hours <= 24 && minutes < 60 && all <= 24 * 60).then_some(all)
}

impl App {
    /// Keeps the settings for actions, and the days on which the company is closed.
    ///
    /// # Errors
    /// [`Refused::Input`] by field; no administrator.
    pub async fn change_action_terms(&self, who: &Principal, new: &NewTerms) -> Result<(), Refused> {
        who.needs(Role::Admin)?;
        let zone = self.workspace().await?.zone;
        let (terms, closed) = new.read(&zone).map_err(Refused::Input)?;
        let now = self.clock.now();
        let number = |value: u32| value.to_string();
        let (old, before) = (self.action_terms().await?, self.state.closed_days().await.map_err(Refused::broken)?);
        let hours = |(from, until): (u32, u32)| format!("{}–{}", clock(from), clock(until));
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        for (name, value) in [
            (names::SITE, terms.site.clone().unwrap_or_default()),
            (names::LANG, terms.lang.code().to_owned()),
            (names::WEEKLY, number(terms.weekly)),
            (names::FROM, number(terms.hours.0)),
            (names::UNTIL, number(terms.hours.1)),
            (names::ALERT, number(terms.alert_hours)),
        ] {
            tx.put_setting(name, &value, now).await.map_err(Refused::broken)?;
        }
        for gone in before.iter().filter(|one| closed.iter().all(|kept| kept.day != one.day)) {
            tx.remove_closed_day(gone.day).await.map_err(Refused::broken)?;
        }
        tx.put_closed_days(&closed).await.map_err(Refused::broken)?;
        let days = |all: &[ClosedDay]| all.iter().map(|one| one.day.to_string()).collect::<Vec<_>>().join(" ");
        let detail = changed([
            ("site", old.site.into(), terms.site.into()),
            ("lang", old.lang.code().into(), terms.lang.code().into()),
            ("messages", old.weekly.into(), terms.weekly.into()),
            ("hours", hours(old.hours).into(), hours(terms.hours).into()),
            ("alert", old.alert_hours.into(), terms.alert_hours.into()),
            ("closed", days(&before).into(), days(&closed).into()),
        ]);
        let event = Event::new(now, Some(who.member), "changed_settings", "workspace", "", &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// The settings for actions as a form shows them.
    ///
    /// # Errors
    /// No administrator.
    pub async fn action_terms_form(&self, who: &Principal) -> Result<NewTerms, Refused> {
        who.needs(Role::Admin)?;
        let closed = self.state.closed_days().await.map_err(Refused::broken)?;
        Ok(NewTerms::of(&self.action_terms().await?, &closed))
    }
}

/// Who and what messages can go to.
pub(crate) struct Reach {
    /// Active members by id.
    pub members: HashMap<MemberId, Member>,
    /// All destinations.
    pub destinations: Vec<Destination>,
}

impl Reach {
    /// Loads them.
    pub async fn load(app: &App) -> Result<Self, Refused> {
        let members = app.state.members().await.map_err(Refused::broken)?;
        let active = members.into_iter().filter(|member| member.disabled_at.is_none() && !member.password.is_empty());
        let destinations = app.state.destinations().await.map_err(Refused::broken)?;
        Ok(Self { members: active.map(|member| (member.id, member)).collect(), destinations })
    }

    /// The destination with this name, or the default one of Slack, webhooks or mail: the one that is marked, else the
    /// only one.
    pub fn destination(&self, name: Option<&str>, fits: fn(DestinationKind) -> bool) -> Option<&Destination> {
        let mut fitting = self.destinations.iter().filter(|one| fits(one.kind));
        match name {
            Some(name) => fitting.find(|one| one.name == name),
            None => {
                let all: Vec<_> = fitting.collect();
                all.iter().find(|one| one.is_default).or(all.first()).copied()
            }
        }
    }

    /// Where Slack messages go.
    pub fn slack(&self, name: Option<&str>) -> Option<&Destination> {
        self.destination(name, |kind| matches!(kind, DestinationKind::SlackHook | DestinationKind::SlackBot))
    }

    /// How mail goes.
    pub fn mail(&self) -> Option<&Destination> {
        self.destination(None, |kind| kind == DestinationKind::Smtp)
    }

    /// Those who lead: managers, and administrators where there are none.
    pub fn managers(&self) -> Vec<&Member> {
        let of = |role: Role| -> Vec<&Member> {
            let mut found: Vec<&Member> = self.members.values().filter(|member| member.role == role).collect();
            found.sort_by_key(|member| member.id);
            found
        };
        let managers = of(Role::Manager);
        if managers.is_empty() { of(Role::Admin) } else { managers }
    }

    /// The member with this mail address.
    pub fn by_mail(&self, mail: &str) -> Option<&Member> {
        self.members.values().find(|member| member.mail.eq_ignore_ascii_case(mail))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_read_leniently_and_refused_by_field() {
        let typed = NewTerms {
            site: "https://cs.example.jp/".to_owned(),
            lang: "en".to_owned(),
            weekly: "３".to_owned(),
            from: "８：３０".to_owned(),
            until: "18".to_owned(),
            alert: "9".to_owned(),
            closed: "2026-12-29 年末休業\n\n令和8年12月30日　年末休業".to_owned(),
        };
        let (terms, closed) = typed.read(&Zone::tokyo()).expect("settings");
        assert_eq!((terms.hours, terms.weekly, terms.lang), ((510, 1080), 3, Lang::En));
        assert_eq!(terms.site.as_deref(), Some("https://cs.example.jp"));
        assert_eq!(closed.iter().map(|one| one.day.to_string()).collect::<Vec<_>>(), ["2026-12-29", "2026-12-30"]);
        let bad = NewTerms {
            site: "cs.example.jp".to_owned(),
            from: "19:00".to_owned(),
            until: "8:00".to_owned(),
            weekly: "many".to_owned(),
            alert: String::new(),
            closed: "soon".to_owned(),
            ..typed
        };
        let wrong = bad.read(&Zone::tokyo()).expect_err("wrong");
        let fields: Vec<&str> = wrong.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, ["site", "weekly", "alert", "until", "closed"]);
    }
}
