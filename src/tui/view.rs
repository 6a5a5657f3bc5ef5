//! The screen: sections on one side, what is to be done and all about it on the other, what calls for a rollback below.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style, Stylize as _};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Borders, Clear, List, ListItem, ListState, Paragraph, Wrap};

use super::app::{App, KEYS, Mode};
use super::lines;
use crate::engine::walk::{Stop, Walk};
use crate::time::Timestamp;
use crate::verdict::Verdict;

/// Below this many columns the sections are left out.
const NARROW: u16 = 64;

/// How many lines of the list are always kept around the stop.
const AROUND: u16 = 7;

/// Below this many lines only what is most needed is shown.
const SMALL: u16 = 10;

/// Most lines that what was said last may take.
const LONGEST_WORDS: usize = 4;

/// Draws the run as the person sees it now.
pub fn draw(frame: &mut Frame<'_>, app: &App, walk: &Walk, now: Timestamp) {
    let criteria = lines::criteria(walk);
    let fired = criteria.iter().any(|(fired, _)| *fired);
    let below = u16::from(!criteria.is_empty() && (fired || frame.area().height >= SMALL));
    let area = frame.area();
    let asked = match &app.mode {
        Mode::Ask(question, line) => Some((question.words(), line.as_str())),
        _ => None,
    };
    let words = footer(app);
    // Of a small screen the run keeps most.
    let most = LONGEST_WORDS.min(usize::from(area.height / 4)).max(1);
    let said = rows(words.width(), usize::from(area.width)).min(if app.message.is_some() { most } else { 1 });
    let said = u16::try_from(said).unwrap_or(1);
    let foot_rows = if asked.is_none() {
        said
    } else if app.message.is_some() {
        said + 1
    } else {
        1
    };
    let [head, body, criteria_line, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(below),
        Constraint::Length(foot_rows),
    ])
    .areas(area);
    header(frame, head, app, walk, now);
    if body.width < NARROW {
        stops(frame, body, app, walk);
    } else {
        let side = (body.width / 3).min(44);
        let [left, right] = Layout::horizontal([Constraint::Length(side), Constraint::Min(1)]).areas(body);
        sections(frame, left, app, walk);
        let text = details(app, walk);
        // What is at hand may take the room of what is around it, but for some lines.
        let wanted: usize = text.iter().map(|line| rows(line.width(), usize::from(right.width))).sum();
        let usual = right.height.saturating_mul(45) / 100;
        let most = right.height.saturating_sub(AROUND).max(usual);
        let lower = u16::try_from(wanted + 1).unwrap_or(u16::MAX).clamp(usual, most);
        let [upper, lower] = Layout::vertical([Constraint::Min(1), Constraint::Length(lower)]).areas(right);
        stops(frame, upper, app, walk);
        let block = Block::new().borders(Borders::TOP).border_style(Style::new().dim());
        frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: false }).block(block), lower);
    }
    if below > 0 {
        let shown = criteria.iter().filter(|(own, _)| !fired || *own).map(|(_, text)| text.as_str());
        let lead = if fired { "ROLL BACK: " } else { "Roll back if: " };
        let style = if fired { Style::new().white().on_red() } else { Style::new().yellow() };
        let text = format!("{lead}{}", shown.collect::<Vec<_>>().join(" · "));
        frame.render_widget(Paragraph::new(cut(&text, criteria_line.width)).style(style), criteria_line);
    }
    let words = Paragraph::new(words).wrap(Wrap { trim: false });
    match asked {
        None => frame.render_widget(words, foot),
        Some((question, line)) => {
            let [above, last] = Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(foot);
            frame.render_widget(words, above);
            prompt(frame, last, question, line);
        }
    }
    popup(
        frame,
        if area.height < SMALL { Rect { height: area.height.saturating_sub(foot_rows), ..area } } else { body },
        app,
    );
}

fn header(frame: &mut Frame<'_>, area: Rect, app: &App, walk: &Walk, now: Timestamp) {
    let verdict = match walk.checked().verdict {
        Verdict::Go => Style::new().black().on_green(),
        Verdict::NoGo => Style::new().white().on_red(),
        Verdict::Undecided => Style::new().black().on_yellow(),
    };
    let time = app.stop(walk).and_then(|stop| lines::budget(walk, stop)).map_or_else(
        || lines::elapsed(app.started, now),
        |(section, budget)| {
            let since = app.entered.get(&section).copied().unwrap_or(now);
            format!("{} of {} min", lines::elapsed(since, now), budget / 60)
        },
    );
    let right = format!(" {} | {time} ", lines::standing(walk));
    let width = u16::try_from(Span::raw(right.as_str()).width()).unwrap_or(u16::MAX).min(area.width);
    let [title, standing] = Layout::horizontal([Constraint::Min(0), Constraint::Length(width)]).areas(area);
    frame.render_widget(Paragraph::new(cut(&lines::title(walk), title.width)).bold(), title);
    frame.render_widget(Paragraph::new(right).style(verdict), standing);
}

fn sections(frame: &mut Frame<'_>, area: Rect, app: &App, walk: &Walk) {
    let all = lines::sections(walk);
    let here = app.stop(walk).and_then(|stop| stop.section);
    let block = Block::new().borders(Borders::RIGHT).border_style(Style::new().dim());
    let width = block.inner(area).width;
    let rows: Vec<ListItem<'_>> = all
        .iter()
        .map(|section| {
            let (done, of) = section.done;
            let count = if of > 0 { format!(" {done}/{of} ") } else { " ".to_owned() };
            let room = width.saturating_sub(u16::try_from(count.len()).unwrap_or(u16::MAX));
            let title = cut(&section.title, room);
            let gap = usize::from(room).saturating_sub(Span::raw(title.as_str()).width());
            let style = if of > 0 && done == of { Style::new().green() } else { Style::new() };
            ListItem::new(format!("{title}{}{count}", " ".repeat(gap))).style(style)
        })
        .collect();
    let mut state = ListState::default();
    state.select(all.iter().position(|section| Some(section.index) == here));
    let list = List::new(rows).block(block).highlight_style(Style::new().bold().add_modifier(Modifier::REVERSED));
    frame.render_stateful_widget(list, area, &mut state);
}

fn stops(frame: &mut Frame<'_>, area: Rect, app: &App, walk: &Walk) {
    let room = area.width.saturating_sub(2);
    let rows: Vec<ListItem<'_>> = walk
        .stops()
        .iter()
        .map(|stop| ListItem::new(cut(&lines::stop(walk, stop), room)).style(look(walk, stop)))
        .collect();
    let mut state = ListState::default();
    state.select(Some(app.at).filter(|_| !rows.is_empty()));
    let list = List::new(rows)
        .highlight_symbol("> ")
        .highlight_style(Style::new().bold().add_modifier(Modifier::REVERSED))
        .scroll_padding(2);
    frame.render_stateful_widget(list, area, &mut state);
}

/// What is held is red, what is settled green, what is not asked faint.
fn look(walk: &Walk, stop: &Stop) -> Style {
    match (stop.why, stop.open) {
        (Some(_), _) => Style::new().dim(),
        (None, true) => Style::new(),
        (None, false) if lines::holds_at(walk, stop).next().is_some() => Style::new().red(),
        (None, false) => Style::new().green(),
    }
}

/// All there is to know about the stop.
fn details<'w>(app: &App, walk: &'w Walk) -> Vec<Line<'w>> {
    let Some(stop) = app.stop(walk) else { return Vec::new() };
    let row = |(label, text): lines::Detail| {
        let style = if label == "Holds" { Style::new().red() } else { Style::new().dim() };
        let label = if label.is_empty() { "  ".to_owned() } else { format!("{label}: ") };
        Line::from(vec![Span::styled(label, style), Span::raw(text)])
    };
    lines::details(walk, stop).into_iter().map(row).collect()
}

/// What is being typed: its end, where there is no room for all of it.
fn prompt(frame: &mut Frame<'_>, area: Rect, question: &str, line: &str) {
    let prompt = crate::text::escape_line(line);
    let prompt = format!("{question} {prompt}");
    let over = Span::raw(prompt.as_str()).width().saturating_sub(usize::from(area.width).saturating_sub(1));
    let shown: String = prompt.chars().skip(over).collect();
    let column = area.x.saturating_add(u16::try_from(Span::raw(shown.as_str()).width()).unwrap_or(0));
    frame.set_cursor_position((column.min(area.right().saturating_sub(1)), area.y));
    frame.render_widget(Paragraph::new(Line::from(shown).bold()), area);
}

/// What was said last, or what can be typed.
fn footer(app: &App) -> Line<'_> {
    let line = match (&app.mode, &app.message) {
        (Mode::Ask(..), None) => Line::default(),
        (Mode::Statement(_), _) => Line::from("y signs this, Esc does not").bold(),
        (Mode::NoStatement(_), _) => Line::from("t only types your name, Esc does nothing").bold(),
        (Mode::Commands(blocks, at), _) => {
            let runs = if blocks.get(*at).is_some_and(Result::is_ok) { "y runs this, " } else { "" };
            let next = if blocks.len() > 1 { "tab shows the next, " } else { "" };
            Line::from(format!("{runs}{next}Esc does nothing")).bold()
        }
        (Mode::Running(..), _) => Line::from("Esc ends it").bold(),
        (_, Some((true, words))) => Line::from(words.as_str()).red(),
        (_, Some((false, words))) => Line::from(words.as_str()).green(),
        (_, None) => Line::from("t tick  n n/a  f fail  e fill  s sign  h hold  / find  u undo  ? keys  q leave").dim(),
    };
    let safe =
        line.spans.iter().map(|span| Span::styled(crate::text::escape_line(&span.content).into_owned(), span.style));
    Line::from(safe.collect::<Vec<_>>()).style(line.style)
}

fn popup(frame: &mut Frame<'_>, area: Rect, app: &App) {
    let (title, text): (String, Text<'_>) = match &app.mode {
        Mode::Walk | Mode::Ask(..) => return,
        Mode::Help => {
            let rows = KEYS.iter().map(|(keys, what)| Line::from(format!("{keys:<16}  {what}")));
            ("Keys".into(), Text::from(rows.collect::<Vec<_>>()))
        }
        Mode::Statement(text) => ("This is what you sign".into(), safe(text)),
        Mode::NoStatement(why) => ("Nothing can be signed here".into(), safe(why)),
        Mode::Commands(blocks, at) => {
            let number = if blocks.len() > 1 { format!(" ({} of {})", at + 1, blocks.len()) } else { String::new() };
            match blocks.get(*at) {
                Some(Ok(words)) => (format!("Run this?{number}"), safe(words)),
                Some(Err(why)) => (format!("This is not run{number}"), safe(why)),
                None => return,
            }
        }
        Mode::Running(what, written) => (format!("Running: {}", crate::text::escape_line(what)), safe(written)),
        Mode::Notice(title, text) => (title.clone(), safe(text)),
    };
    let width = area.width.min(76);
    let room = usize::from(width.saturating_sub(2)).max(1);
    let rows: usize = text.lines.iter().map(|line| rows(line.width(), room)).sum();
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let height = rows.saturating_add(2).max(3).min(area.height);
    // Of an output the end counts; of all else the start.
    let below = rows.saturating_sub(height.saturating_sub(2));
    let is_output = matches!(app.mode, Mode::Running(..));
    let scroll = if is_output { below } else { app.scroll.min(below) };
    app.whole.set(scroll >= below);
    let more = if below > scroll { " ↓ more " } else { "" };
    let area = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    frame.render_widget(Clear, area);
    let block = Block::bordered().title(format!(" {} ", cut(&title, width.saturating_sub(4)))).title_bottom(more);
    frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: false }).scroll((scroll, 0)).block(block), area);
}

/// A text in which nothing acts on the terminal.
fn safe(text: &str) -> Text<'_> {
    Text::from(crate::text::escape(text).into_owned())
}

/// How many rows a line takes, at most, that is broken between words.
fn rows(width: usize, room: usize) -> usize {
    // A row ends before a word that it has no room for.
    let broken = room.saturating_sub(10).max(room / 2).max(1);
    if width <= room { 1 } else { width.div_ceil(broken) }
}

/// As much of a line as there is room for.
fn cut(text: &str, room: u16) -> String {
    let room = usize::from(room);
    if Span::raw(text).width() <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if Span::raw(short.as_str()).width() >= room {
            short.pop();
            break;
        }
    }
    if room > 0 {
        short.push('…');
    }
    short
}
