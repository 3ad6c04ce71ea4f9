use super::support::{all, all_of, drain, file, gzip};
use banso_intake::{Cell, Encoding, Format, Options, Table};

const WANTED: [[&str; 3]; 2] = [["A-1", "株式会社青空", "2,500"], ["A-2", "井上\n商店", "0"]];

fn same(texts: &[Vec<String>]) {
    assert_eq!(texts, WANTED.map(|row| row.map(str::to_owned).to_vec()));
}

fn delimited(delimiter: char) -> String {
    let quote = |text: &str| format!("\"{text}\"");
    let mut text = ["account_id", "name", "seats"].join(&delimiter.to_string()) + "\r\n";
    for row in WANTED {
        text += &row.map(quote).join(&delimiter.to_string());
        text += "\r\n";
    }
    text
}

#[test]
fn every_delimiter_and_encoding_gives_the_same_rows() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = delimited(delimiter);
        let (sjis, _, lossy) = encoding_rs::SHIFT_JIS.encode(&text);
        assert!(!lossy);
        let utf16 = |swap: bool| {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(|u| if swap { u.to_be_bytes() } else { u.to_le_bytes() }).collect::<Vec<u8>>()
        };
        let files = [
            (Encoding::Utf8, text.clone().into_bytes()),
            (Encoding::Utf8, [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
            (Encoding::ShiftJis, sjis.into_owned()),
            (Encoding::Utf16Le, utf16(false)),
            (Encoding::Utf16Be, utf16(true)),
        ];
        for (encoding, bytes) in files {
            for packed in [false, true] {
                let bytes = if packed { gzip(&bytes) } else { bytes.clone() };
                // The name lies on purpose.
                let made = file("table.bin", bytes);
                let mut table = Table::open(&made.path, &Options::default()).expect("a table");
                assert_eq!(table.info().format, Format::Delimited(delimiter, encoding));
                assert_eq!((table.info().gzip, table.info().header), (packed, true));
                let all = drain(&mut table);
                assert_eq!(all.columns, ["account_id", "name", "seats"]);
                assert_eq!(all.broken, None);
                same(&all.texts());
                assert!(table.meter().read() <= table.info().bytes);
            }
        }
    }
}

#[test]
fn a_file_without_header_has_numbered_columns() {
    let all = all_of("x.csv", "A-1,2024-01-31,5\nA-2,2024-02-01,6\n").expect("a table");
    assert_eq!(all.columns, ["#1", "#2", "#3"]);
    assert_eq!(all.rows.len(), 2);
    assert_eq!(all.rows[1].line, 2);
}

#[test]
fn a_title_above_the_table_is_no_data() {
    let text = "顧客一覧,,\n,,\n顧客ID,会社名,業種\nA-1,青空,小売\nA-2,井上,製造\nA-3,上田,製造\n";
    let all = all_of("x.csv", text).expect("a table");
    assert_eq!(all.columns, ["顧客ID", "会社名", "業種"]);
    assert_eq!(all.texts()[0], ["A-1", "青空", "小売"]);
    assert_eq!(all.rows.len(), 3);
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let all = all_of("x.csv", "id,note,note,\n1,a,b,c\n").expect("a table");
    assert_eq!(
        all.columns,
        ["id", "note", "note (2)"].into_iter().chain(["#4"]).collect::<Vec<_>>()[..all.columns.len()]
    );
    assert_eq!(all.columns.len() + all.rejects.len(), 4);
}

#[test]
fn a_workbook_is_read_with_real_dates() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    let sheet = book.add_worksheet();
    for (at, name) in ["account_id", "signup_date", "seats", "trial"].into_iter().enumerate() {
        sheet.write(0, at as u16, name).expect("written");
    }
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 31).expect("a date");
    for row in 1..=1500 {
        sheet.write(row, 0, format!("A-{row}")).expect("written");
        sheet.write_with_format(row, 1, &day, &date).expect("written");
        sheet.write(row, 2, 2.5).expect("written");
        if row % 2 == 0 {
            sheet.write(row, 3, true).expect("written");
        }
    }
    let bytes = book.save_to_buffer().expect("a file");
    for (name, bytes) in [("x.xlsx", bytes.clone()), ("x.csv", bytes.clone()), ("x.gz", gzip(&bytes))] {
        let made = file(name, bytes);
        let all = all(&made.path).expect("a table");
        assert_eq!(all.columns, ["account_id", "signup_date", "seats", "trial"]);
        assert_eq!((all.rows.len(), all.rejects.len(), all.broken.clone()), (1500, 0, None));
        assert_eq!(all.texts()[0], ["A-1", "2024-01-31", "2.5", ""]);
        assert!(matches!(all.rows[0].cells[1], Cell::Moment(_)));
        assert_eq!(all.rows[1499].cells[3], Cell::Bool(true));
        assert_eq!(all.rows[1499].line, 1501);
    }
}

#[test]
fn json_lines_are_flattened_and_keep_long_numbers() {
    let text = concat!(
        r#"{"account":{"id":"A-1","n":12345678901234567890},"ok":true,"tags":["a",1]}"#,
        "\n\n",
        r#"{"ok":null,"account":{"id":"A-2"},"extra":1.5}"#,
        "\n"
    );
    let all = all_of("x.txt", text).expect("a table");
    assert_eq!(all.columns, ["account.id", "account.n", "ok", "tags", "extra"]);
    assert_eq!(all.texts()[0], ["A-1", "12345678901234567890", "true", r#"["a",1]"#, ""]);
    assert_eq!(all.texts()[1], ["A-2", "", "", "", "1.5"]);
    assert_eq!(all.rows[1].line, 3);
}
