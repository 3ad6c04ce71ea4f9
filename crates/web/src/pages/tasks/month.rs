//! The calendar: a month of tasks, Monday to Sunday.

use crate::Cx;
use crate::pages::account::parameter;
use crate::pages::scope::{self, Scopes};
use crate::ui::{Action, Html, Page, PageHead, address, icon};
use askama::Template;
use banso_app::accounts::MemberName;
use banso_app::actions::{Scope, TaskRow, TaskState};
use banso_kernel::{Day, Month};

/// Tasks of a day that are named; the others are counted.
const NAMED: usize = 4;

/// The month that the address asks for, or the present one; none if it cannot be read.
pub(super) fn asked(cx: &Cx) -> Option<Month> {
    match parameter(cx, "month") {
        None => Some(cx.today.month()),
        Some(text) => Day::parse_iso(&format!("{text}-01")).map(Day::month),
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/tasks/month.html")]
pub struct MonthPage {
    cx: Cx,
    scope: Scope,
    members: Vec<MemberName>,
    month: Month,
    rows: Vec<TaskRow>,
}

/// A day of the table.
struct Cell<'a> {
    day: Day,
    tasks: Vec<&'a TaskRow>,
    class: &'static str,
}

impl MonthPage {
    pub(super) fn new(cx: Cx, scope: Scope, members: Vec<MemberName>, month: Month, mut rows: Vec<TaskRow>) -> Self {
        rows.sort_by_key(|row| (row.due_on, row.state != TaskState::Open, std::cmp::Reverse(row.worth.minor), row.id));
        Self { cx, scope, members, month, rows }
    }

    fn title(&self) -> String {
        self.cx.words.month(self.month)
    }

    fn word(&self) -> String {
        scope::word(self.scope, self.cx.principal.as_ref())
    }

    fn of(&self, month: Month) -> String {
        let text: String = month.first().to_string().chars().take(7).collect();
        address("/tasks", [("view", "month".to_owned()), ("month", text), ("scope", self.word())])
    }

    fn previous(&self) -> String {
        self.of(self.month.plus(-1))
    }

    fn next(&self) -> String {
        self.of(self.month.plus(1))
    }

    fn now(&self) -> Option<String> {
        let now = self.cx.today.month();
        (now != self.month).then(|| self.of(now))
    }

    /// Weeks of seven days from Monday on; days of neighbouring months are there without tasks.
    fn weeks(&self) -> Vec<Vec<Cell<'_>>> {
        let back = |day: Day| (i32::from(day.weekday()) + 6) % 7;
        let (first, last) = (self.month.first(), self.month.last());
        let (start, end) = (first - back(first), last + (6 - back(last)));
        let cell = |n: i32| {
            let day = start + n;
            let out = day < first || day > last;
            let tasks: Vec<&TaskRow> =
                if out { Vec::new() } else { self.rows.iter().filter(|row| row.due_on == day).collect() };
            let class = match () {
                () if out => "out",
                () if day == self.cx.today => "today",
                () if tasks.is_empty() => "none-due",
                () => "",
            };
            Cell { day, tasks, class }
        };
        let weeks = (end - start + 1) / 7;
        (0..weeks).map(|week| (0..7).map(|at| cell(week * 7 + at)).collect()).collect()
    }

    fn number(&self, day: &Day) -> i8 {
        day.ymd().2
    }

    fn shown<'a>(&self, cell: &'a Cell<'_>) -> &'a [&'a TaskRow] {
        &cell.tasks[..cell.tasks.len().min(NAMED)]
    }

    fn class(&self, row: &TaskRow) -> &'static str {
        match row.state {
            TaskState::Open if row.overdue => "late",
            TaskState::Open => "",
            TaskState::Done | TaskState::NotNeeded => "closed",
        }
    }

    /// How many more there are, and the list of the day.
    fn more(&self, cell: &Cell<'_>) -> Option<(String, String)> {
        let n = cell.tasks.len().checked_sub(NAMED).filter(|n| *n > 0)?;
        let list = address("/tasks", [("day", cell.day.to_string()), ("scope", self.word())]);
        Some((self.cx.t1("tasks-more", "n", n), list))
    }

    fn weekdays(&self) -> Vec<(Html, bool)> {
        (1..=7).map(|n| (self.cx.h(&format!("tasks-weekday-{n}")), n > 5)).collect()
    }

    fn tabs(&self) -> Html {
        scope::tabs(&self.cx, "/tasks?view=month", self.scope)
    }

    fn scopes(&self) -> Html {
        let month: String = self.month.first().to_string().chars().take(7).collect();
        let beside = vec![("view", "month".to_owned()), ("month", month)];
        Scopes::new(&self.cx, "/tasks", beside, self.scope, self.members.clone()).html()
    }

    fn icon(&self, name: &str) -> Html {
        icon(name)
    }
}

impl Page for MonthPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        let cx = &self.cx;
        PageHead {
            title: cx.t("tasks-month-title").into_owned(),
            question: cx.t("tasks-month-question").into_owned(),
            figure: None,
            action: Action::link("/today", &cx.t("tasks-open-today")),
            trail: vec![(cx.t("tasks-today-title").into_owned(), "/today".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let members = || super::sample::members(cx.lang);
        let month = cx.today.month();
        let mut rows = super::sample::tasks(cx.lang, 40, month.first());
        for (at, row) in rows.iter_mut().enumerate() {
            row.due_on = month.first() + (at as i32 * at as i32 % 29);
            row.overdue = row.due_on < cx.today;
            row.state = if row.overdue && at % 3 > 0 { TaskState::Done } else { TaskState::Open };
        }
        let mut crowded = super::sample::tasks(cx.lang, 300, month.plus(3).first());
        crowded.iter_mut().enumerate().for_each(|(at, row)| row.due_on = month.plus(3).day((at % 28 + 1) as i8));
        vec![
            Self::new(cx.clone(), Scope::All, members(), month, rows),
            Self::new(cx.clone(), Scope::All, members(), month.plus(3), crowded),
            Self::new(cx.clone(), Scope::Own, members(), month.plus(1), Vec::new()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::members::Role;
    use banso_kernel::Lang;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_month_is_whole_weeks_from_monday_with_each_of_its_days_once(n in 22_000_i32..26_000) {
            let cx = Cx::sample(Lang::Ja, Some(Role::Csm));
            let month = Month(n);
            let page = MonthPage::new(cx, Scope::All, Vec::new(), month, Vec::new());
            let weeks = page.weeks();
            let days: Vec<Day> = weeks.iter().flatten().map(|cell| cell.day).collect();
            prop_assert!(weeks.iter().all(|week| week.len() == 7 && week[0].day.weekday() == 1));
            prop_assert!(days.windows(2).all(|pair| pair[1] - pair[0] == 1));
            let own = weeks.iter().flatten().filter(|cell| cell.class != "out").count();
            prop_assert_eq!(own as i32, month.last() - month.first() + 1);
            prop_assert!(days[0] + 7 > month.first() && month.last() + 7 > days[days.len() - 1]);
        }
    }
}
