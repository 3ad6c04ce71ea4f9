use super::support::{all, all_of, file, gzip, typed};
use banso_intake::{Mapping, Typed};

fn contracts() -> Mapping {
    Mapping::parse(
        "kind = 'contracts'\n[columns]\nkey = 'id'\naccount = 'account_id'\namount = 'mrr'\ncurrency = '=USD'\nstarts_on = 'start'\nends_on = 'end'\n[dates]\nstart = 'day-first'\nend = 'day-first'",
    )
    .expect("a mapping")
}

#[test]
fn every_bad_row_is_refused_with_its_place_and_the_good_ones_are_kept() {
    let text = "id,account_id,mrr,start,end\n\
        S-1,A-1,100,01/02/2024,\n\
        S-2,A-1,100,31/02/2024,\n\
        S-3,A-1,-5,01/02/2024,\n\
        S-4,A-1,many,01/02/2024,\n\
        S-5,,100,01/02/2024,\n\
        ,A-1,100,01/02/2024,\n\
        S-7,A-1,100,01/02/2024,31/01/2024\n\
        S-8,A-1,,01/02/2024,\n\
        S-9,A-1,1e300,01/02/2024,\n\
        S-10,A-1,100,01/02/2024,31/01/2025\n\
        S-11,A-1,100,,\n\
        S-12,A-1,0.001,01/02/2024,\n\
        S-13,A-1,100\n";
    let (good, rejects, broken) = typed(&file("x.csv", text).path, &contracts()).expect("read");
    let keys: Vec<&str> = good
        .iter()
        .map(|row| match row {
            Typed::Contract(contract) => contract.key.as_str(),
            _ => "?",
        })
        .collect();
    assert_eq!(keys, ["S-1", "S-10"]);
    assert_eq!(broken, None);
    let found: Vec<(u64, &str, &str, &str)> =
        rejects.iter().map(|r| (r.line, r.column.as_str(), r.value.as_str(), r.problem.code.as_str())).collect();
    assert_eq!(
        found,
        [
            (3, "start", "31/02/2024", "problem-date-none"),
            (4, "mrr", "-5", "problem-amount-negative"),
            (5, "mrr", "many", "problem-number"),
            (6, "account_id", "", "problem-account-empty"),
            (7, "id", "", "problem-contract-empty"),
            (8, "end", "31/01/2024", "problem-ends-before-start"),
            (9, "mrr", "", "problem-amount-empty"),
            (10, "mrr", "1e300", "problem-number-limit"),
            (12, "start", "", "problem-date-empty"),
            (13, "mrr", "0.001", "problem-amount-digits"),
            (14, "", "S-13 | A-1 | 100", "problem-row-cells"),
        ]
    );
}

#[test]
fn a_truncated_gzip_keeps_what_came_before() {
    let mut text = String::from("account_id,name\n");
    for n in 0..50_000 {
        text += &format!("A-{n},Company {}\n", n * 7919 % 50_000);
    }
    let mut packed = gzip(text.as_bytes());
    packed.truncate(packed.len() / 2);
    let all = all(&file("x.csv.gz", packed).path).expect("a table");
    let broken = all.broken.clone().expect("broken");
    assert_eq!(broken.code, "problem-file-truncated");
    assert!(all.rows.len() > 10_000 && all.rows.len() < 40_000, "{}", all.rows.len());
    for (n, row) in all.texts().iter().enumerate() {
        assert_eq!(row, &[format!("A-{n}"), format!("Company {}", n * 7919 % 50_000)]);
    }
}

#[test]
fn a_damaged_gzip_is_told() {
    let mut packed = gzip("account_id,name\nA-1,a\n".repeat(1000).as_bytes());
    packed.truncate(12);
    assert_eq!(all_of("x.gz", &packed).expect_err("refused"), "problem-file-truncated");
    let mut text = String::from("account_id,name\n");
    (0..100_000).for_each(|n| text += &format!("A-{n},Company {}\n", n * 7919 % 50_000));
    let mut packed = gzip(text.as_bytes());
    let middle = packed.len() / 2;
    packed[middle..middle + 64].fill(0xAA);
    let all = all(&file("x.gz", packed).path).expect("a table");
    assert_eq!(all.broken.clone().expect("broken").code, "problem-file-damaged");
    assert!(all.rows.len() > 1000);
}

#[test]
fn what_is_no_table_is_refused_as_a_whole() {
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 1, 2, 3, 4, 5, 250, 0, 9, 0].repeat(50)].concat();
    let refused: [(&str, Vec<u8>, &str); 11] = [
        ("image.csv", png, "problem-file-binary"),
        ("x.csv", b"%PDF-1.7\n1 0 obj".to_vec(), "problem-file-binary"),
        ("x.csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0".repeat(9), "problem-file-binary"),
        ("x.csv", Vec::new(), "problem-file-empty"),
        ("x.csv", b"\xEF\xBB\xBF \r\n\r\n".to_vec(), "problem-file-empty"),
        ("x.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(64), "problem-file-old-excel"),
        ("x.csv", b"<!DOCTYPE html><html><body>Please sign in</body></html>".to_vec(), "problem-file-markup"),
        ("x.csv", b"<?xml version=\"1.0\"?><a/>".to_vec(), "problem-file-markup"),
        ("x.json", b"[ {\"a\":1},\n{\"a\":2} ]".to_vec(), "problem-file-json-array"),
        ("x.gz", gzip(&gzip(b"a,b\n1,2\n")), "problem-file-nested-gzip"),
        ("x.gz", gzip(b""), "problem-file-empty"),
    ];
    for (name, bytes, code) in refused {
        assert_eq!(all_of(name, bytes).expect_err(code), code, "{name}");
    }
}

#[test]
fn mixed_encodings_cost_only_the_rows_that_differ() {
    let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("A-2,株式会社井上\n");
    let utf8 = "account_id,name\nA-1,株式会社青空\n";
    let mixed = [utf8.as_bytes(), &sjis, "A-3,上田株式会社\nA-4,plain\n".as_bytes()].concat();
    let mapping = Mapping::parse("kind = 'accounts'\n[columns]\nkey = 'account_id'\nname = 'name'").expect("a mapping");
    let (good, rejects, _) = typed(&file("x.csv", mixed).path, &mapping).expect("read");
    assert_eq!(good.len(), 3);
    let found: Vec<(u64, &str, &str)> =
        rejects.iter().map(|r| (r.line, r.column.as_str(), r.problem.code.as_str())).collect();
    assert_eq!(found, [(3, "name", "problem-cell-encoding")]);
}

#[test]
fn two_hundred_columns_are_a_table_and_two_thousand_are_not() {
    let line = |n: usize, prefix: &str| (0..n).map(|i| format!("{prefix}{i}")).collect::<Vec<_>>().join(",") + "\n";
    let wide = all_of("x.csv", line(200, "c") + &line(200, "v") + &line(200, "w")).expect("a table");
    assert_eq!((wide.columns.len(), wide.rows.len()), (200, 2));
    let error = all_of("x.csv", line(2000, "c") + &line(2000, "v")).expect_err("refused");
    assert_eq!(error, "problem-row-columns-limit");
}

#[test]
fn a_huge_cell_costs_only_its_row() {
    for size in [2 << 20, 5 << 20, 40 << 20] {
        let text = format!("account_id,name\nA-1,a\nA-2,\"{}\"\nA-3,c\n", "x".repeat(size));
        let made = file("x.csv", text);
        let mapping =
            Mapping::parse("kind = 'accounts'\n[columns]\nkey = 'account_id'\nname = 'name'").expect("a mapping");
        let (good, rejects, _) = typed(&made.path, &mapping).expect("read");
        assert_eq!((good.len(), rejects.len()), (2, 1));
        assert_eq!(rejects[0].line, 3);
        assert!(rejects[0].problem.code.ends_with("too-long") && rejects[0].value.chars().count() <= 201);
    }
}

#[test]
fn an_open_quote_does_not_eat_the_memory() {
    let text = format!("account_id,name\nA-1,a\nA-2,\"open\n{}", "A-3,c\n".repeat(2_000_000));
    let all = all_of("x.csv", text).expect("a table");
    assert_eq!(all.rows.len(), 1);
    assert_eq!(all.rejects[0].problem.code, "problem-row-too-long");
}

#[test]
fn bad_json_lines_are_refused_one_by_one() {
    let deep = "[".repeat(100_000);
    let text = format!(
        "{{\"id\":1}}\n{{\"id\":}}\n7\n{{\"id\":{deep}\n{{\"id\":2}}\n{{\"id\":\"\\ud800\"}}\n{{\"id\":1e999}}\n"
    );
    let all = all_of("x.jsonl", text).expect("a table");
    assert_eq!(all.rows.len(), 2);
    assert_eq!(all.rejects.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3, 4, 6, 7]);
}

#[test]
fn a_mapping_with_unknown_or_missing_parts_is_refused() {
    for (text, code) in [
        ("kind = 'accounts'\ncolour = 'red'\n[columns]\nkey = 'id'", "problem-mapping-text"),
        ("kind = 'clients'", "problem-mapping-text"),
        ("kind = 'accounts'\n[columns]\nkey = 'id'\nshoe = 'size'", "problem-mapping-field"),
        ("kind = 'accounts'\n[columns]\nname = 'n'", "problem-mapping-missing"),
        ("kind = 'facts'\n[columns]\naccount = 'a'", "problem-mapping-facts"),
        ("kind = 'accounts'\n[columns]\nkey = 'id'\n[dates]\nx = 'sometimes'", "problem-mapping-text"),
        ("kind = 'accounts'\n[columns]\nkey = 'id'\n[rules]\nunknown = 1", "problem-mapping-text"),
    ] {
        assert_eq!(Mapping::parse(text).expect_err(text).code, code, "{text}");
    }
    let fits = file("x.csv", "other,name\nA-1,x\n");
    let mapping = Mapping::parse("kind = 'accounts'\n[columns]\nkey = 'id'").expect("a mapping");
    assert_eq!(typed(&fits.path, &mapping).expect_err("no column").code, "problem-mapping-column");
}
