//! The arithmetic of the scorer, `cargo run --example score`.

#[path = "../../examples/score/tally.rs"]
mod tally;

use tally::{Tally, distinct};

fn words(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn words_are_compared_each_as_often_as_it_stands_there() {
    let tally = Tally::of_words(words("3 5 5 9"), words("5 3 7"));
    assert_eq!((tally.precision(), tally.recall()), (2.0 / 3.0, 2.0 / 4.0));
    assert_eq!(tally.f1(), 4.0 / 7.0);
    assert_eq!(tally.apart(), "  not read: 5, 9  read too: 7");
    assert!(!tally.is_exact());
    assert_eq!(tally.to_string(), "seen    4 read    3 P 0.667 R 0.500 F1 0.571");
}

#[test]
fn of_numbers_the_smaller_is_right() {
    let tally = Tally::of_numbers(10, 8);
    assert_eq!((tally.precision(), tally.recall()), (1.0, 0.8));
    assert!(!tally.within_two_percent());
    assert!(Tally::of_numbers(100, 98).within_two_percent());
    assert!(!Tally::of_numbers(100, 103).within_two_percent());
}

#[test]
fn nothing_seen_and_nothing_read_is_exact() {
    let mut none = Tally::of_numbers(0, 0);
    assert!(none.is_exact() && none.f1() == 1.0);
    none.add(&Tally::of_words(words("a"), words("a")));
    assert_eq!(none, Tally::of_words(words("a"), words("a")));
}

#[test]
fn distinct_words_stand_once() {
    assert_eq!(distinct(words("b a b")).into_iter().collect::<Vec<_>>(), words("a b"));
}
