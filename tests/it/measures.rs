//! Values against targets: exact numbers, units, ratios, and look-alikes of numbers.

use gonogo::model::{Comparison, Target};
use gonogo::rules::exact::Exact;
use gonogo::rules::measure::{Measure, Met, met};

fn target(op: Comparison, value: f64, of: Option<f64>, unit: &str) -> Target {
    Target { op, value, of, unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()) }
}

/// `Some(true)` where the value reaches the target, `Some(false)` where it misses it, `None` where that can't be told.
fn reaches(value: &str, target: &Target) -> Option<bool> {
    match met(&Measure::parse(value).ok()?, target) {
        Met::Yes => Some(true),
        Met::No => Some(false),
        Met::Unclear(_) => None,
    }
}

#[test]
fn look_alikes_of_numbers_are_refused() {
    let bad = [
        "", " ", "one", "１９", "1９", "1O", "O1", "2O19", "l9", "1e3", "1E3", "NaN", "inf", "98,0", "9,80", "1,2345",
        "1234,567", "1..2", "1.", ".5", "1.2.3", "--1", "1-2", "+-1", "٣", "²", "½", "1½", "19⁄20", "0x10", "1_0",
        "½%", "Ⅳ", "12l ms", "4l2ms",
    ];
    for text in bad {
        assert!(Measure::parse(text).is_err(), "{text:?} passed as {:?}", Measure::parse(text));
    }
    for text in ["21/20", "-1/20", "１/2", "1/２", "2/1.5", "3/2 tests"] {
        assert!(Measure::parse(text).is_err(), "{text:?} passed as a ratio");
    }
}

#[test]
fn numbers_are_exact() {
    let same =
        [("98", "98.0"), ("1,234", "1234"), ("1,234,567.50", "1234567.5"), ("-0", "0"), ("+5", "5"), ("0.10", "0.1")];
    for (a, b) in same {
        assert_eq!(Exact::parse(a), Exact::parse(b), "{a} and {b}");
        assert!(Exact::parse(a).is_some(), "{a}");
    }
    assert_eq!(Exact::from_float(99.9), Exact::parse("99.9"));
    assert_eq!(Exact::from_float(f64::NAN), None);
    assert_eq!(Exact::parse("1".repeat(60).as_str()), None);
    assert_eq!(Exact::new(1, 0), None);
    assert_eq!(Exact::new(i128::MIN, -1), None);
}

#[test]
fn a_boundary_is_a_boundary() {
    let at_least = target(Comparison::AtLeast, 98.0, None, "%");
    let above = target(Comparison::Greater, 98.0, None, "%");
    let below = target(Comparison::Less, 0.1, None, "%");
    let table = [
        ("98%", &at_least, Some(true)),
        ("98", &at_least, Some(true)),
        ("97.999999999%", &at_least, Some(false)),
        ("98%", &above, Some(false)),
        ("98.0000000000001%", &above, Some(true)),
        ("0.1%", &below, Some(false)),
        ("0.0999999999999999999%", &below, Some(true)),
        ("-1%", &at_least, Some(false)),
        // Too many digits to compute with can't be told, and so does not pass.
        ("0.00000000000000000000000000000000000000000001%", &below, None),
    ];
    for (value, target, expected) in table {
        assert_eq!(reaches(value, target), expected, "{value} against {target:?}");
    }
}

#[test]
fn units_are_converted_or_refused() {
    let half_second = target(Comparison::Less, 500.0, None, "ms");
    let hour = target(Comparison::AtMost, 60.0, None, "minutes");
    let space = target(Comparison::AtLeast, 20.0, None, "GB");
    let table = [
        ("0.4 s", &half_second, Some(true)),
        ("499.9ms", &half_second, Some(true)),
        ("0.5s", &half_second, Some(false)),
        ("450000 µs", &half_second, Some(true)),
        ("450", &half_second, Some(true)),
        ("1 h", &hour, Some(true)),
        ("61 min", &hour, Some(false)),
        ("3601 seconds", &hour, Some(false)),
        ("20 gb", &space, Some(true)),
        ("20 MB", &space, Some(false)),
        ("1 TB", &space, Some(true)),
        ("20 GiB", &space, Some(true)),
        // 20,000 MB are 20 GB, and not 20 times 1024 MB.
        ("20000 MB", &space, None),
        ("20480 MiB", &space, Some(true)),
        ("20 Mbps", &space, None),
        ("20 ms", &space, None),
        ("20%", &half_second, None),
    ];
    for (value, target, expected) in table {
        assert_eq!(reaches(value, target), expected, "{value} against {target:?}");
    }
}

#[test]
fn ratios_are_out_of_the_same_total() {
    let most = target(Comparison::AtLeast, 19.0, Some(20.0), "");
    let percent = target(Comparison::AtLeast, 95.0, None, "%");
    let none = target(Comparison::Equal, 0.0, Some(0.0), "");
    let table = [
        ("19/20", &most, Some(true)),
        ("18/20", &most, Some(false)),
        ("19", &most, Some(true)),
        ("18", &most, Some(false)),
        ("21", &most, None),
        ("95%", &most, Some(true)),
        ("94.9%", &most, Some(false)),
        ("18/18", &most, None),
        ("190/200", &most, None),
        ("19/20", &percent, Some(true)),
        ("189/200", &percent, Some(false)),
        ("0/0", &percent, None),
        ("0", &none, Some(true)),
        ("0/0", &none, Some(true)),
        ("1", &none, None),
    ];
    for (value, target, expected) in table {
        assert_eq!(reaches(value, target), expected, "{value} against {target:?}");
    }
}
