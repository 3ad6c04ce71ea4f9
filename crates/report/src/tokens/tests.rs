use super::*;

/// How an eye sees: full colour, or a matrix of Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("full", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn srgb(hex: &str) -> [f64; 3] {
    let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")) / 255.0;
    [part(1), part(3), part(5)]
}

fn linear(colour: [f64; 3]) -> [f64; 3] {
    colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) })
}

fn luminance(colour: [f64; 3], eye: &[[f64; 3]; 3]) -> f64 {
    let rgb = linear(colour);
    let seen = eye.map(|row| (row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]).clamp(0.0, 1.0));
    0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
}

fn contrast(a: [f64; 3], b: [f64; 3], eye: &[[f64; 3]; 3]) -> f64 {
    let (x, y) = (luminance(a, eye), luminance(b, eye));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

fn schemes(t: &Token) -> [(&'static str, [f64; 3]); 2] {
    [("light", srgb(t.light)), ("dark", srgb(t.dark))]
}

fn named(name: &str) -> Token {
    find(name).expect("a token")
}

#[test]
fn text_and_marks_stand_out_from_every_ground_for_every_eye() {
    let grounds: Vec<&Token> = TOKENS.iter().filter(|t| t.role == Role::Ground).collect();
    for t in TOKENS {
        let wanted = match t.role {
            Role::Text => 4.5,
            Role::Mark => 3.0,
            Role::Ground | Role::Hairline => continue,
        };
        for ground in &grounds {
            for (i, (scheme, colour)) in schemes(t).into_iter().enumerate() {
                for (eye, matrix) in &EYES {
                    let got = contrast(colour, schemes(ground)[i].1, matrix);
                    assert!(got >= wanted, "--{} on --{} ({scheme}, {eye}): {got:.2} < {wanted}", t.name, ground.name);
                }
            }
        }
    }
}

#[test]
fn neighbouring_segments_and_ranks_differ_for_every_eye() {
    let segments: Vec<Token> = (1..=SEGMENTS).map(|n| named(&format!("segment-{n}"))).collect();
    let ranks: Vec<Token> = ["a", "b", "c", "d"].iter().map(|r| named(&format!("rank-{r}"))).collect();
    for family in [segments, ranks] {
        for pair in family.windows(2) {
            for (i, (scheme, colour)) in schemes(&pair[0]).into_iter().enumerate() {
                for (eye, matrix) in &EYES {
                    let got = contrast(colour, schemes(&pair[1])[i].1, matrix);
                    assert!(got >= 1.5, "--{} beside --{} ({scheme}, {eye}): {got:.2}", pair[0].name, pair[1].name);
                }
            }
        }
    }
}

#[test]
fn text_over_the_strongest_heat_is_readable() {
    let (ink, paper) = (named("ink"), named("paper"));
    for n in 1..=SEGMENTS {
        let segment = named(&format!("segment-{n}"));
        for i in 0..2 {
            let (over, under) = (schemes(&segment)[i].1, schemes(&paper)[i].1);
            let mixed = [0, 1, 2].map(|c| over[c] * HEAT_MAX + under[c] * (1.0 - HEAT_MAX));
            for (eye, matrix) in &EYES {
                let got = contrast(schemes(&ink)[i].1, mixed, matrix);
                assert!(got >= 4.5, "--ink on the heat of --segment-{n} ({eye}): {got:.2}");
            }
        }
    }
}

#[test]
fn every_name_is_there_once_and_values_are_plain_hex() {
    for (i, t) in TOKENS.iter().enumerate() {
        assert!(TOKENS[..i].iter().all(|other| other.name != t.name), "--{} twice", t.name);
        for value in [t.light, t.dark] {
            assert!(value.len() == 7 && value.starts_with('#'), "{value}");
            let _ = srgb(value);
        }
    }
    let css = css();
    assert!(css.contains("--segment-1: light-dark(#9e3400, #d9702f);"));
    assert!(css.contains("@media print"));
}

#[test]
fn segments_have_the_same_colour_everywhere_and_never_that_of_their_neighbour() {
    assert_eq!((0..4).map(|p| segment_color(p, 4)).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert_eq!(segment_color(255, 4), 7);
    for count in 1..=12 {
        let colours: Vec<u8> = (0..count).map(|p| segment_color(p, count)).collect();
        assert!(colours.windows(2).all(|w| w[0] != w[1]), "{colours:?}");
        assert_eq!(colours[count - 1], 1);
    }
}
