//! RULES 34: every chart has its sentence, drawings with title and description, a table behind, at most twenty stops.

use banso_web::pages::gallery;
use scraper::{ElementRef, Html, Selector};

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

#[test]
fn every_chart_has_a_sentence_a_table_and_few_stops() {
    let (drawing, says, svg) = (selector("figure.drawing"), selector(".drawing-says"), selector("svg.chart"));
    let (title, description, row) = (selector("svg > title"), selector("svg > desc"), selector("details tbody tr"));
    let stop = selector("a.mark:not([tabindex]), [tabindex='0']");
    let mut seen = 0;
    for sample in gallery::all() {
        let name = format!("{} {}", sample.name, sample.lang.code());
        let page = Html::parse_document(&sample.html);
        for chart in page.select(&drawing) {
            seen += 1;
            assert!(!words(chart.select(&says).next().expect("a sentence")).is_empty(), "{name}");
            assert!(chart.select(&row).next().is_some(), "{name}: no rows behind the chart");
            let drawn: Vec<_> = chart.select(&svg).collect();
            assert_eq!(drawn.len(), 2, "{name}: one drawing for wide, one for narrow screens");
            for svg in drawn {
                for part in [&title, &description] {
                    let part = svg.select(part).next().unwrap_or_else(|| panic!("{name}: no title or description"));
                    assert!(!words(part).is_empty(), "{name}");
                }
                assert!(svg.select(&stop).count() <= 20, "{name}: more than twenty stops");
            }
        }
        if page.select(&drawing).next().is_some() {
            assert!(!sample.html.contains("NaN"), "{name}: a gap in the data must be a gap on the page");
        }
    }
    assert!(seen >= 10, "{seen} charts in the gallery");
}

#[test]
fn every_mark_of_a_chart_and_every_cell_of_the_moves_leads_to_a_list() {
    let (mark, cell) = (selector(".chart a.mark"), selector("table.moves td a"));
    let mut seen = (0, 0);
    for sample in gallery::all() {
        let page = Html::parse_document(&sample.html);
        let hrefs = |of: &Selector| -> Vec<String> {
            page.select(of).map(|a| a.attr("href").unwrap_or_default().to_owned()).collect()
        };
        if sample.name.starts_with("Standings") {
            let marks = hrefs(&mark);
            seen.0 += marks.len();
            assert!(marks.iter().all(|href| href.starts_with("/accounts?")), "{}: {marks:?}", sample.name);
        }
        if sample.name.starts_with("Movements") {
            let cells = hrefs(&cell);
            seen.1 += cells.len();
            assert!(cells.len() <= 20, "{}: {} stops", sample.name, cells.len());
            assert!(cells.iter().all(|href| href.starts_with("/accounts?") && href.contains("since=")), "{cells:?}");
        }
    }
    assert!(seen.0 > 50 && seen.1 > 20, "{seen:?}");
}

#[test]
fn ids_are_unique_on_a_page_of_charts() {
    let id = selector("[id]");
    let ours = ["Standings", "Movements", "Data"];
    for sample in gallery::all().iter().filter(|sample| ours.iter().any(|name| sample.name.starts_with(name))) {
        let page = Html::parse_document(&sample.html);
        let mut ids: Vec<&str> = page.select(&id).filter_map(|element| element.attr("id")).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{} {} uses an id twice", sample.name, sample.lang.code());
    }
}
