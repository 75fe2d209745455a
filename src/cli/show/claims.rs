//! The claims of an article, beneath its text: who, how and when, and the words.

use anstyle::{AnsiColor, Style};
use sayso::claims::Claim;
use sayso::output::DocumentView;
use sayso::span::Span;

use super::wrap::{Line, Styled, styled, wrap};
use crate::cli::voice::counted;

/// All claims as lines.
pub(super) fn block(view: &DocumentView<'_>, width: usize, plain: bool) -> Vec<Line> {
    let bold = if plain { Style::new() } else { Style::new().bold() };
    let mut lines = wrap(&styled(&counted(view.claims.len() as u64, "claim"), bold), width, "");
    for (index, claim) in view.claims.iter().enumerate() {
        lines.push(Line::default());
        lines.extend(wrap(&heading(index, claim, plain), width, ""));
        lines.extend(wrap(&styled(&circumstances(view, claim), dimmed(plain)), width, "   "));
        let words: Vec<_> = claim.content.iter().map(|span| span.slice(&view.article.text)).collect();
        let colour = if plain { Style::new() } else { AnsiColor::Green.on_default() };
        lines.extend(wrap(&styled(&words.join(" "), colour), width, "   "));
    }
    lines
}

fn dimmed(plain: bool) -> Style {
    if plain { Style::new() } else { Style::new().dimmed() }
}

/// `1  Zoë Ärger, mayor of Berlin (person)`
fn heading(index: usize, claim: &Claim, plain: bool) -> Vec<Styled> {
    let speaker = &claim.speaker;
    let name = if speaker.name.is_empty() { "(speaker not known)" } else { &speaker.name };
    let mut line = styled(&format!("{}  ", index + 1), Style::new());
    line.extend(styled(name, if plain { Style::new() } else { AnsiColor::Cyan.on_default().bold() }));
    if !speaker.role.is_empty() {
        line.extend(styled(&format!(", {}", speaker.role), Style::new()));
    }
    if let Some(kind) = speaker.kind {
        line.extend(styled(&format!(" ({})", kind.as_str()), Style::new()));
    }
    line
}

/// `said · on 2025-04-07 · direct · assert · via NBC News · confidence 0.88`
fn circumstances(view: &DocumentView<'_>, claim: &Claim) -> String {
    let words = |spans: &[Span]| spans.iter().map(|span| span.slice(&view.article.text)).collect::<Vec<_>>().join(" ");
    let mut parts = vec![words(&claim.cue)];
    if let Some(date) = claim.said_on.and_then(|id| view.dates.get(id.index())) {
        parts.push(format!("on {}", date.value));
    }
    parts.push(claim.kind.as_str().to_owned());
    parts.push(claim.act.to_owned());
    if claim.negated {
        parts.push("negated".into());
    }
    if claim.hedged {
        parts.push("hedged".into());
    }
    if !claim.speaker.via.is_empty() {
        parts.push(format!("via {}", claim.speaker.via));
    }
    parts.push(format!("confidence {:.2}", claim.confidence));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
