//! What comes out opens as it should and comes back to the byte (J-15, formula injection).

use super::*;
use banso_kernel::{Currency, guard};
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

const PREFIXES: [&str; 14] =
    ["=1+1", "+8", "-8", "@x", "\t=1", "\r=1", "\n=1", "\0=1", "|cmd", "%0A=1", "＝1+1", " =1+1", "\"=1+1\"", "'=1+1"];

fn made() -> Micros {
    Micros(1_795_305_600_000_000)
}

fn texts(texts: &[&str]) -> Sheet {
    let rows = texts.iter().map(|t| vec![Value::Text((*t).to_owned())]).collect();
    Sheet { name: "顧客".into(), heads: vec!["会社名".into()], rows }
}

fn xlsx_cells(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes.to_vec())).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).expect("formulas");
    assert!(formulas.used_cells().next().is_none(), "no cell is a formula");
    let range = book.worksheet_range(&name).expect("a worksheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// Cells of a CSV, read by another program's reader.
fn csv_cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|r| r.expect("a record").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn no_text_is_a_formula_and_each_comes_back_to_the_byte() {
    let sheet = texts(&PREFIXES);
    let utf8 = export(&sheet, Form::CsvUtf8, made()).expect("a file");
    let text = String::from_utf8(utf8.bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let sjis = export(&sheet, Form::CsvShiftJis, made()).expect("a file");
    let (decoded, _, bad) = encoding_rs::SHIFT_JIS.decode(&sjis.bytes);
    assert!(!bad && sjis.lost.is_empty());
    for read in [csv_cells(text), csv_cells(&decoded)] {
        for (row, wanted) in read[1..].iter().zip(PREFIXES) {
            assert!(row[0].starts_with('\''), "{row:?}");
            assert_eq!(guard::unguard(&row[0]), wanted);
        }
    }
    let xlsx = export(&sheet, Form::Xlsx, made()).expect("a file");
    for (row, wanted) in xlsx_cells(&xlsx.bytes)[1..].iter().zip(PREFIXES) {
        assert_eq!(row[0], Data::String(wanted.to_owned()));
    }
}

#[test]
fn numbers_stay_numbers_zeros_stay_text_dates_are_dates() {
    let yen = Money { minor: -1_200_000, currency: Currency::JPY };
    let cents = Money { minor: -5, currency: Currency::USD };
    let day = Day::from_ymd(2026, 11, 22).expect("a day");
    let row = vec![
        Value::Text("00123".into()),
        Value::Text("0120-123-456".into()),
        Value::Int(-1200),
        Value::Number(0.125),
        Value::Number(f64::NAN),
        Value::Day(day),
        Value::Money(yen),
        Value::Money(cents),
        Value::Empty,
        Value::Int(9_007_199_254_740_993),
    ];
    let heads = (0..row.len()).map(|i| format!("列{i}")).collect();
    let sheet = Sheet { name: "n".into(), heads, rows: vec![row] };
    let text = String::from_utf8(export(&sheet, Form::CsvUtf8, made()).expect("a file").bytes).expect("UTF-8");
    let line = text.split("\r\n").nth(1).expect("a row");
    assert_eq!(line, "00123,0120-123-456,-1200,0.125,,2026-11-22,-1200000,-0.05,,9007199254740993");
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    let cells = &xlsx_cells(&export(&sheet, Form::Xlsx, made()).expect("a file").bytes)[1];
    assert_eq!(cells[0], Data::String("00123".into()));
    assert_eq!(cells[1], Data::String("0120-123-456".into()));
    assert_eq!(cells[2], Data::Float(-1200.0));
    assert_eq!(cells[3], Data::Float(0.125));
    assert_eq!(cells[4], Data::Empty);
    let Data::DateTime(date) = &cells[5] else { panic!("a real date, not {:?}", cells[5]) };
    assert_eq!(date.as_f64(), 46_348.0);
    assert_eq!(cells[6], Data::Float(-1_200_000.0));
    assert_eq!(cells[7], Data::Float(-0.05));
    assert_eq!(cells[9], Data::String("9007199254740993".into()));
}

#[test]
fn what_shift_jis_lacks_is_listed_by_row_and_column_and_never_an_entity() {
    let file = export(&texts(&["髙橋〜山﨑", "𠮷田🍣", "㍿"]), Form::CsvShiftJis, made()).expect("a file");
    let (text, _, _) = encoding_rs::SHIFT_JIS.decode(&file.bytes);
    assert_eq!(text, "会社名\r\n髙橋～山﨑\r\n〓田〓\r\n〓\r\n");
    assert!(!text.contains("&#"));
    let lost: Vec<_> = file.lost.iter().map(|l| (l.row, l.column.as_str(), l.what.as_str())).collect();
    assert_eq!(lost, [(2, "会社名", "𠮷🍣"), (3, "会社名", "㍿")]);
}

#[test]
fn markup_of_the_workbook_in_a_name_stays_a_name() {
    let names = ["<r><t>x</t></r>", "<r></r>", "_x0041_", "a\u{1}b", "</t></si>", "改行\nあり", "  両端  "];
    let cells = xlsx_cells(&export(&texts(&names), Form::Xlsx, made()).expect("a file").bytes);
    for (row, wanted) in cells[1..].iter().zip(names) {
        assert_eq!(row[0], Data::String(wanted.to_owned()));
    }
}

#[test]
fn what_a_cell_cannot_hold_is_reported() {
    let long = "あ".repeat(32_770);
    let file = export(&texts(&[&long]), Form::Xlsx, made()).expect("a file");
    assert_eq!(file.lost, [Lost { row: 1, column: "会社名".into(), what: "あああ".into(), why: Why::TooLong }]);
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let one = export(&texts(&["あ"]), Form::Xlsx, made()).expect("a file").bytes;
    assert_eq!(one, export(&texts(&["あ"]), Form::Xlsx, made()).expect("a file").bytes);
}

#[test]
fn forms_have_names() {
    for form in Form::ALL {
        assert_eq!(Form::parse(form.code()), Some(form));
        for lang in banso_kernel::Lang::ALL {
            assert!(banso_words::words(lang).has(form.message()), "{}", form.message());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_comes_back_from_csv_and_xlsx(words in prop::collection::vec("\\PC{0,12}|['=+@\" ,\t\r\n;a]{0,5}", 1..8)) {
        let sheet = texts(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let csv = String::from_utf8(export(&sheet, Form::CsvUtf8, made()).expect("a file").bytes).expect("UTF-8");
        let read = csv_cells(&csv[3..]);
        prop_assert_eq!(read.len(), words.len() + 1);
        for (row, wanted) in read[1..].iter().zip(&words) {
            prop_assert_eq!(guard::unguard(&row[0]), wanted);
        }
        let cells = xlsx_cells(&export(&sheet, Form::Xlsx, made()).expect("a file").bytes);
        for (i, wanted) in words.iter().enumerate() {
            let got = match cells.get(i + 1).map(|r| &r[0]) {
                Some(Data::String(text)) => text.clone(),
                None | Some(Data::Empty) => String::new(),
                other => format!("{other:?}"),
            };
            prop_assert_eq!(&got, wanted);
        }
    }
}
