//! `sayso show`: one article in the terminal. Colours mark sources, cues, claims, names and dates; where colours cannot
//! be shown (`NO_COLOR`, a pipe, a file), labels in brackets do.

mod claims;
mod marks;
pub(super) mod wrap;

use std::io::Write;

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use anyhow::{Context, Result, bail};
use sayso::corpus::{self, Outcome};
use sayso::output::DocumentView;
use sayso::text::ParagraphKind;

use super::config::ShowConfig;
use super::engine::Engine;
use super::{Ending, voice};
use wrap::Line;

/// Width where nothing says another, in characters.
const USUAL_WIDTH: usize = 100;

/// Lines any narrower would be columns of single words.
const LEAST_WIDTH: usize = 30;

/// Runs the command.
pub(crate) fn run(config: &ShowConfig) -> Result<Ending> {
    let place = config.file.display();
    let mut documents = corpus::read(std::slice::from_ref(&config.file), &config.reading)?;
    let article = match documents.nth(config.article) {
        Some(Outcome::Article(article)) => article,
        Some(Outcome::Failed(failure)) => bail!("{failure}"),
        None if config.article == 0 => bail!("{place}: no article was found; name a file with one in it"),
        None => bail!("{place}: there is no article {}; it holds fewer", config.article + 1),
    };
    let more = config.article == 0 && documents.next().is_some();
    let document = Engine::load(&config.engine)?.analyse(article)?;

    let plain = AutoStream::choice(&std::io::stdout()) == ColorChoice::Never;
    let lines = page(&document.view(), width_of_lines(config.width), plain);
    let mut stdout = AutoStream::auto(std::io::stdout()).lock();
    let written = lines.iter().try_for_each(|line| writeln!(stdout, "{line}")).and_then(|()| stdout.flush());
    written.context("standard output could not be written")?;
    if more {
        voice::say(&format!("{place} holds more articles; --article 2 shows the next one."));
    }
    Ok(Ending::Done)
}

/// The width of the lines: what was asked for, else that of the terminal as far as it is known.
pub(super) fn width_of_lines(asked: Option<usize>) -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(terminal).unwrap_or(USUAL_WIDTH).max(LEAST_WIDTH)
}

/// The whole page: title, text, claims.
fn page(view: &DocumentView<'_>, width: usize, plain: bool) -> Vec<Line> {
    let bold = if plain { Style::new() } else { Style::new().bold() };
    let mut lines = Vec::new();
    let known = view.description;
    let title = if known.headline.is_empty() { &view.article.path } else { &known.headline };
    lines.extend(wrap::wrap(&wrap::styled(title, bold), width, ""));
    let published = known.published.map(|day| format!("published {day} ({})", known.published_source.as_str()));
    let about: Vec<_> = [&known.outlet, &known.author, published.as_deref().unwrap_or_default(), &view.article.path]
        .into_iter()
        .filter(|word| !word.is_empty() && *word != title)
        .collect();
    lines.extend(wrap::wrap(&wrap::styled(&about.join(" · "), Style::new()), width, ""));
    if !plain {
        lines.extend(wrap::wrap(&marks::legend(), width, ""));
    }

    let marks = marks::of(view);
    for paragraph in marks::paragraphs(view) {
        let base = match paragraph.kind {
            _ if plain => Style::new(),
            ParagraphKind::Headline | ParagraphKind::Heading => Style::new().bold(),
            ParagraphKind::Boilerplate => Style::new().dimmed(),
            _ => Style::new(),
        };
        lines.push(Line::default());
        let text = marks::marked(&view.article.text, paragraph.span, &marks, base, plain);
        lines.extend(wrap::wrap(&text, width, ""));
    }

    lines.push(Line::default());
    lines.extend(claims::block(view, width, plain));
    lines
}

#[cfg(test)]
mod tests;
