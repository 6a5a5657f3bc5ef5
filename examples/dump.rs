use gonogo::{parse, text::Source};
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let s = Source::new(path.clone(), std::fs::read(&path).unwrap()).unwrap();
    println!("{}", serde_json::to_string_pretty(&parse::parse(&s)).unwrap());
}
