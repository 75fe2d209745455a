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
    "respond",
    "reveal",
    "say",
    "specify",
    "speculate",
    "tell",
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
    let short = |two: &[String]| {
        matches!(
            (two[0].as_str(), two[1].as_str()),
            ("yet", "to") | ("stopped" | "stopping" | "stops" | "fell", "short") | ("refrained" | "refrain", "from")
        )
    };
    if said.windows(2).any(short) {
        return true;
    }
    let all: Vec<&str> = cue.iter().chain(after.iter().take(2)).map(String::as_str).collect();
    // "Refused four times in parliament to say": what stands between does not matter.
    let silent = all.iter().position(|word| SILENCE.contains(word));
    silent.is_some_and(|at| all[at..].windows(2).any(|two| two[0] == "to" && SAYING.contains(&two[1])))
}

/// Whether the author hedges the attribution. A cue that ends in "appeared" or "seems" is a hedge whatever follows.
pub(super) fn hedged(before: &[String], cue: &[String], after: &[String]) -> bool {
    const SEEMING: [&str; 6] = ["appear", "appeared", "appears", "seem", "seemed", "seems"];
    let said: Vec<&str> = before.iter().chain(cue).map(String::as_str).collect();
    let all: Vec<&str> = said.iter().copied().chain(after.first().map(String::as_str)).collect();
    said.iter().any(|word| HEDGES.contains(word))
        || cue.last().is_some_and(|word| SEEMING.contains(&word.as_str()))
        || all.windows(2).any(|two| two[1] == "to" && SEEMING.contains(&two[0]))
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
        assert!(negated(&words("has"), &words("yet to say"), &[]));
        assert!(!negated(&[], &words("refused to rule out"), &[]));
        assert!(!negated(&words("not only"), &words("said"), &[]));
        assert!(!negated(&words("she"), &words("said"), &words("it was not")));
    }

    #[test]
    fn hedges() {
        assert!(hedged(&words("reportedly"), &words("advised"), &[]));
        assert!(hedged(&[], &words("appeared to reject"), &[]));
        assert!(hedged(&[], &words("is said to believe"), &[]));
        assert!(hedged(&[], &words("seemed"), &[]));
        assert!(!hedged(&words("she"), &words("said"), &[]));
    }
}
