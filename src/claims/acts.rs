//! Acts: what somebody does in saying it. The class of a cue comes from a list of cues with their classes, looked up by
//! the words of the cue from left to right, two words before one, as written before inflected.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// `cue TAB act`, cues lower-case in their base form (irregular forms of their own), sorted. The classes are those of
/// the column `act`.
static CUES: &str = include_str!("cues.tsv");

static BY_CUE: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| CUES.lines().filter_map(|line| line.split_once('\t')).collect());

/// All classes, `other` last.
pub const ACTS: &[&str] = &[
    "assert",
    "report",
    "ask",
    "answer",
    "deny",
    "accuse",
    "criticize",
    "praise",
    "warn",
    "threaten",
    "promise",
    "intend",
    "urge",
    "order",
    "propose",
    "agree",
    "refuse",
    "believe",
    "doubt",
    "expect",
    "feel",
    "show",
    "other",
];

/// Words of a cue that say nothing of the act.
const FILLERS: [&str; 38] = [
    "a", "also", "an", "and", "are", "as", "be", "been", "being", "by", "could", "did", "do", "does", "going", "had",
    "has", "have", "he", "in", "is", "it", "may", "might", "not", "n't", "of", "on", "she", "that", "the", "they",
    "to", "was", "were", "will", "with", "would",
];

/// The act of a cue, given its words in lower case; `other` when no word of it is known. Marks alone ("Orr: It rains")
/// assert.
pub(super) fn act(words: &[String]) -> &'static str {
    if !words.is_empty() && words.iter().all(|word| !word.contains(char::is_alphanumeric)) {
        return "assert";
    }
    for (at, word) in words.iter().enumerate() {
        if let Some(next) = words.get(at + 1) {
            let pair = format!("{word} {next}");
            if let Some(act) = known(&pair).or_else(|| known(&format!("{} {next}", base(word)))) {
                return act;
            }
        }
        if FILLERS.contains(&word.as_str()) {
            continue;
        }
        if let Some(act) = lookup(word) {
            return act;
        }
    }
    "other"
}

/// What the sentence around a cue says of the act.
pub(super) struct Context<'a> {
    /// The first words of the content, in lower case.
    pub(super) content: &'a [String],
    /// The speaker is a document.
    pub(super) document: bool,
    /// The attribution is negated.
    pub(super) negated: bool,
}

/// The act of a cue in its sentence: "asked them to go" urges, "according to a poll" shows, "would not say" refuses.
pub(super) fn act_in(words: &[String], context: &Context<'_>) -> &'static str {
    let act = act(words);
    let cue = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    let content = |of: &[&str]| context.content.iter().any(|word| of.contains(&word.as_str()));
    let that = context.content.first().is_some_and(|word| word == "that");
    match act {
        _ if context.document
            && cue(&["according", "concluded", "concludes", "per", "suggested", "suggests", "suggest"]) =>
        {
            "show"
        }
        "ask" if content(&["to"]) && !content(&QUESTIONS) && cue(&["ask", "asked", "asking", "asks"]) => "urge",
        "refuse"
            if content(&[
                "accusation",
                "accusations",
                "allegation",
                "allegations",
                "charge",
                "charges",
                "claim",
                "claims",
                "suggestion",
            ]) && cue(&["dismissed", "dismisses", "rejected", "rejecting", "rejects"]) =>
        {
            "deny"
        }
        "promise" if that && cue(&["swear", "swears", "swore"]) => "assert",
        "propose" if that && !content(&["should"]) && cue(&["suggest", "suggested", "suggesting", "suggests"]) => {
            "assert"
        }
        "assert" | "agree" | "deny" if context.negated && cue(&["would", "wouldn"]) && cue(&UNSAID) => "refuse",
        _ => act,
    }
}

/// Words that begin a question that is told.
const QUESTIONS: [&str; 11] = ["about", "how", "if", "what", "when", "where", "whether", "which", "who", "whom", "why"];
/// What somebody would not do who refuses to speak.
const UNSAID: [&str; 10] =
    ["answer", "comment", "confirm", "discuss", "elaborate", "identify", "name", "say", "specify", "tell"];

fn known(cue: &str) -> Option<&'static str> {
    BY_CUE.get(cue).copied()
}

fn lookup(word: &str) -> Option<&'static str> {
    known(word).or_else(|| bases(word).find_map(|base| known(&base)))
}

/// The base form of an inflected verb that the list knows, or the word itself.
fn base(word: &str) -> String {
    bases(word).find(|base| known(base).is_some()).unwrap_or_else(|| word.to_owned())
}

/// What a regular verb or noun form can come from: "warned" from "warned", "warn", "warne".
fn bases(word: &str) -> impl Iterator<Item = String> {
    let mut forms = Vec::new();
    for ending in ["ied", "ies", "ying"] {
        if let Some(stem) = word.strip_suffix(ending) {
            forms.push(format!("{stem}y"));
        }
    }
    for ending in ["s", "es", "ed", "d", "ing", "er", "ers"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            forms.push(stem.to_owned());
            if ending == "ing" {
                forms.push(format!("{stem}e"));
            }
            let doubled = stem.as_bytes();
            if doubled.len() > 2 && doubled[doubled.len() - 1] == doubled[doubled.len() - 2] {
                forms.push(stem[..stem.len() - 1].to_owned());
            }
        }
    }
    forms.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cue: &str) -> &'static str {
        act(&cue.split(' ').map(str::to_lowercase).collect::<Vec<_>>())
    }

    #[test]
    fn the_list_is_sorted_unique_and_lower_case() {
        let cues: Vec<&str> = CUES.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(cues.len(), CUES.lines().count());
        assert!(cues.windows(2).all(|pair| pair[0] < pair[1]));
        for line in CUES.lines() {
            let (cue, act) = line.split_once('\t').unwrap();
            assert!(ACTS.contains(&act), "{line}");
            assert_eq!(cue, cue.to_lowercase());
        }
    }

    #[test]
    fn the_sentence_decides() {
        let of = |cue: &str, content: &str, document, negated| {
            let words = |text: &str| text.split(' ').map(str::to_lowercase).collect::<Vec<_>>();
            act_in(&words(cue), &Context { content: &words(content), document, negated })
        };
        assert_eq!(of("asked", "the commission to open it", false, false), "urge");
        assert_eq!(of("asked", "whether it was open", false, false), "ask");
        assert_eq!(of("according to", "it rains", true, false), "show");
        assert_eq!(of("rejected", "a suggestion that it rained", false, false), "deny");
        assert_eq!(of("rejected", "the plan", false, false), "refuse");
        assert_eq!(of("suggested", "that it had rained", false, false), "assert");
        assert_eq!(of("would not say", "how many", false, true), "refuse");
        assert_eq!(of("did not say", "how many", false, true), "assert");
    }

    #[test]
    fn acts_of_cues() {
        let cases = [
            ("said", "assert"),
            ("according to", "assert"),
            ("was careful to point out", "assert"),
            ("warned", "warn"),
            ("denied", "deny"),
            ("denies", "deny"),
            ("called for", "urge"),
            ("refused to rule out", "refuse"),
            ("has promised", "promise"),
            ("admitted", "agree"),
            ("criticised", "criticize"),
            ("replied", "answer"),
            ("vowing", "promise"),
            ("believes", "believe"),
            (":", "assert"),
            ("went after", "criticize"),
            ("was reportedly", "report"),
            ("xyzzy", "other"),
        ];
        for (cue, expected) in cases {
            assert_eq!((cue, of(cue)), (cue, expected));
        }
    }
}
