//! Whether an attribution is negated ("did not say") or hedged ("reportedly said"). Both are judged by the cue and the few
//! words before it, never by the content.

const NEGATIONS: [&str; 12] =
    ["cannot", "hardly", "n't", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "without"];

const HEDGES: [&str; 9] = [
    "allegedly",
    "apparently",
    "evidently",
    "ostensibly",
    "purportedly",
    "reportedly",
    "rumored",
    "seemingly",
    "supposedly",
];

/// Verbs that, with a verb of saying after them, mean that nothing was said.
const SILENCE: [&str; 8] = ["decline", "declined", "declines", "declining", "refuse", "refused", "refuses", "refusing"];
const SAYING: [&str; 16] = [
    "address",
    "answer",
    "comment",
    "confirm",
    "disclose",
    "discuss",
    "elaborate",
    "explain",
    "identify",
    "name",
    "provide",
    "respond",
    "reveal",
    "say",
    "specify",
    "speculate",
];

/// Whether the attribution is negated. `before` are the words before the cue, the nearest last; `after` the first words
/// after it. All in lower case.
pub(super) fn negated(before: &[String], cue: &[String], after: &[String]) -> bool {
    let is = |word: &String| NEGATIONS.contains(&word.as_str());
    // "not only said" asserts all the same.
    let only =
        |words: &[String]| words.windows(2).any(|pair| pair[0] == "not" && matches!(pair[1].as_str(), "only" | "just"));
    let said: Vec<String> = before.iter().chain(cue).cloned().collect();
    if said.iter().any(is) && !only(&said) {
        return true;
    }
    let all: Vec<&str> = cue.iter().chain(after.iter().take(2)).map(String::as_str).collect();
    all.windows(3).any(|three| SILENCE.contains(&three[0]) && three[1] == "to" && SAYING.contains(&three[2]))
}

/// Whether the author hedges the attribution.
pub(super) fn hedged(before: &[String], cue: &[String]) -> bool {
    let all: Vec<&str> = before.iter().chain(cue).map(String::as_str).collect();
    all.iter().any(|word| HEDGES.contains(word))
        || all.windows(2).any(|two| {
            two[1] == "to" && matches!(two[0], "appear" | "appeared" | "appears" | "seem" | "seemed" | "seems")
        })
        || all.windows(3).any(|three| {
            matches!(three[0], "is" | "are" | "was" | "were" | "been")
                && matches!(
                    three[1],
                    "said" | "believed" | "thought" | "reported" | "rumored" | "understood" | "alleged"
                )
                && three[2] == "to"
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn negation_is_of_the_attribution() {
        assert!(negated(&words("he did n't"), &words("say"), &words("when")));
        assert!(negated(&[], &words("declined"), &words("to comment on")));
        assert!(negated(&words("has"), &words("not ruled out"), &[]));
        assert!(!negated(&[], &words("refused to rule out"), &[]));
        assert!(!negated(&words("not only"), &words("said"), &[]));
        assert!(!negated(&words("she"), &words("said"), &words("it was not")));
    }

    #[test]
    fn hedges() {
        assert!(hedged(&words("reportedly"), &words("advised")));
        assert!(hedged(&[], &words("appeared to reject")));
        assert!(hedged(&[], &words("is said to believe")));
        assert!(!hedged(&words("she"), &words("said")));
    }
}
