//! The engines that run the model: each keeps the same contract, and they agree with each other.

use sayso::tagger::{Engine, Input, Tagger, Tags};

use crate::shared::{ARTICLES, DOCUMENTS};

/// The sample articles as a tagger takes them.
fn inputs() -> Vec<Input<'static>> {
    ARTICLES
        .iter()
        .zip(DOCUMENTS.iter())
        .map(|(article, document)| Input { text: &article.text, sentences: &document.findings.sentences })
        .collect()
}

/// What every engine promises.
fn keeps_the_contract(engine: &Engine) {
    let tagger = Tagger::load(None, engine).unwrap();
    let inputs = &inputs()[..4];
    let together = tagger.tag(inputs).unwrap();
    assert_eq!(together.len(), inputs.len());
    assert!(tagger.tag(&[]).unwrap().is_empty());
    let empty = tagger.tag(&[Input { text: "", sentences: &[] }]).unwrap();
    assert_eq!(empty, [Tags::default()]);
    for tags in &together {
        assert!(!tags.names.is_empty() && !tags.attribution.is_empty());
        for chunks in [&tags.names, &tags.attribution] {
            assert!(chunks.iter().all(|chunk| chunk.first <= chunk.last && (chunk.last as usize) < tags.words.len()));
            assert!(chunks.windows(2).all(|pair| pair[0].last < pair[1].first), "chunks overlap");
            assert!(chunks.iter().all(|chunk| (0.0..=1.001).contains(&chunk.confidence)));
        }
    }
    // Not on the number of threads, nor on one another.
    let few = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let again = few.install(|| tagger.tag(inputs)).unwrap();
    assert!(share(&together, &again) > 0.999);
    let alone: Vec<Tags> = inputs.iter().flat_map(|&input| tagger.tag(&[input]).unwrap()).collect();
    assert!(share(&together, &alone) > 0.999);
}

/// The share of the words that have the same tag in both, of names and of attribution.
fn share(one: &[Tags], other: &[Tags]) -> f64 {
    let marks = |tags: &Tags| -> Vec<(u8, bool)> {
        let mut marks = Vec::new();
        for chunks in [&tags.names, &tags.attribution] {
            let mut row = vec![(0, false); tags.words.len()];
            for chunk in chunks {
                for word in chunk.first..=chunk.last {
                    row[word as usize] = (chunk.label + 1, word == chunk.first);
                }
            }
            marks.extend(row);
        }
        marks
    };
    let (one, other): (Vec<_>, Vec<_>) = (one.iter().flat_map(marks).collect(), other.iter().flat_map(marks).collect());
    assert_eq!(one.len(), other.len());
    let same = one.iter().zip(&other).filter(|(one, other)| one == other).count();
    same as f64 / one.len().max(1) as f64
}

#[test]
fn the_embedded_engine_keeps_the_contract() {
    keeps_the_contract(&Engine::Embedded);
}

#[cfg(not(feature = "rust-bert"))]
#[test]
fn without_libtorch_the_options_say_what_to_do() {
    let engine = Engine::RustBert("cpu".into());
    let refused = Tagger::load(None, &engine).err().unwrap().to_string();
    assert!(refused.contains("--engine rust-bert") && refused.contains("--features rust-bert"), "{refused}");
    let refused =
        Tagger::built_in().unwrap().with_names_of(std::path::Path::new("x"), "cpu").err().unwrap().to_string();
    assert!(refused.contains("--ner-model"), "{refused}");
}

#[cfg(feature = "rust-bert")]
mod libtorch {
    use std::fs;
    use std::path::{Path, PathBuf};

    use sayso::corpus::{self, Outcome};
    use sayso::tagger::NAME_LABELS;
    use sayso::{sentences, text};

    use super::*;
    use crate::tiny_bert::write_model;

    #[test]
    fn rust_bert_keeps_the_contract() {
        keeps_the_contract(&Engine::RustBert("cpu".into()));
    }

    #[test]
    fn rust_bert_gives_the_tags_of_the_embedded_engine() {
        let tags = |engine: &Engine| Tagger::load(None, engine).unwrap().tag(&inputs()).unwrap();
        let share = share(&tags(&Engine::Embedded), &tags(&Engine::RustBert("cpu".into())));
        println!("words with the same tags, int8 and f32 of the same weights: {share:.5}");
        // The embedded model computes in 8 bits; scripts/engines.sh compares it in 32.
        assert!(share > 0.99, "{share}");
    }

    /// The engines over any articles, with any model: `SAYSO_ARTICLES` names the articles, `SAYSO_MODEL` the model's folder.
    #[test]
    #[ignore = "measures, for scripts/engines.sh"]
    fn engines_compared() {
        let articles = [std::env::var_os("SAYSO_ARTICLES").unwrap().into()];
        let model = std::env::var_os("SAYSO_MODEL").map(PathBuf::from);
        let texts: Vec<String> = corpus::read(&articles, &corpus::Options::default())
            .unwrap()
            .map(|outcome| match outcome {
                Outcome::Article(article) => article.text,
                Outcome::Failed(failure) => panic!("{failure}"),
            })
            .collect();
        let sentences: Vec<_> = texts.iter().map(|text| sentences::split(text, &text::sections(text))).collect();
        let inputs: Vec<Input<'_>> =
            texts.iter().zip(&sentences).map(|(text, sentences)| Input { text, sentences }).collect();
        let tags = |engine: &Engine| Tagger::load(model.as_deref(), engine).unwrap().tag(&inputs).unwrap();
        let (embedded, libtorch) = (tags(&Engine::Embedded), tags(&Engine::RustBert("cpu".into())));
        let words: usize = embedded.iter().map(|tags| tags.words.len()).sum();
        println!("{words} words, two tags each: {:.5} are the same", share(&embedded, &libtorch));
    }

    #[test]
    fn a_device_that_is_not_there_is_named() {
        for (device, words) in [("tpu", "no such device"), ("cuda:97", "graphics cards")] {
            let refused = Tagger::load(None, &Engine::RustBert(device.into())).err().unwrap().to_string();
            assert!(refused.contains(device) && refused.contains(words), "{refused}");
        }
    }

    #[test]
    fn names_come_from_the_model_that_was_named() {
        let folder = tempfile::tempdir().unwrap();
        write_model(folder.path());
        let tagger = Tagger::built_in().unwrap().with_names_of(folder.path(), "cpu").unwrap();
        let said = "Zoë, Ada Pell . She left Zorbia. \u{201C}No,\u{201D} said ADA PELL .";
        let sections = text::sections(said);
        let sentences = sentences::split(said, &sections);
        let tags = tagger.tag(&[Input { text: said, sentences: &sentences }]).unwrap().pop().unwrap();
        let names: Vec<(&str, &str)> = tags
            .names
            .iter()
            .map(|chunk| {
                let (first, last) = (tags.words[chunk.first as usize].span, tags.words[chunk.last as usize].span);
                (NAME_LABELS[usize::from(chunk.label)], &said[first.start()..last.end()])
            })
            .collect();
        assert_eq!(names, [("PER", "Ada Pell"), ("LOC", "Zorbia"), ("PER", "ADA PELL")]);
        let name = folder.path().file_name().unwrap().to_string_lossy();
        assert!(tagger.label().starts_with(&format!("news-en+{name} ")));
        // Attribution is the built-in model's, as before.
        let before = Tagger::built_in().unwrap().tag(&[Input { text: said, sentences: &sentences }]).unwrap();
        assert_eq!(tags.attribution, before[0].attribution);
    }

    #[test]
    fn a_sentence_longer_than_another_model_sees_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        write_model(folder.path());
        let tagger = Tagger::built_in().unwrap().with_names_of(folder.path(), "cpu").unwrap();
        // The model sees 64 pieces at a time.
        let said = format!("{} Ada Pell {} in Zorbia .", "pieces and ".repeat(80), "or words ".repeat(80));
        let sentences = sentences::split(&said, &text::sections(&said));
        let tags = tagger.tag(&[Input { text: &said, sentences: &sentences }]).unwrap().pop().unwrap();
        let labels: Vec<&str> = tags.names.iter().map(|chunk| NAME_LABELS[usize::from(chunk.label)]).collect();
        assert_eq!(labels, ["PER", "LOC"]);
    }

    #[test]
    fn what_is_no_such_model_is_refused_with_the_reason() {
        let refused = |change: &dyn Fn(&Path)| {
            let folder = tempfile::tempdir().unwrap();
            write_model(folder.path());
            change(folder.path());
            Tagger::built_in().unwrap().with_names_of(folder.path(), "cpu").err().unwrap().to_string()
        };
        let pickle = refused(&|folder| {
            fs::rename(folder.join("model.safetensors"), folder.join("pytorch_model.bin")).unwrap();
        });
        assert!(pickle.contains("pickle") && pickle.contains("safe_serialization"), "{pickle}");
        let none = refused(&|folder| fs::remove_file(folder.join("model.safetensors")).unwrap());
        assert!(none.contains("model.safetensors"), "{none}");
        let kind = refused(&|folder| fs::write(folder.join("config.json"), r#"{"model_type": "gpt2"}"#).unwrap());
        assert!(kind.contains("gpt2"), "{kind}");
        let labels = refused(&|folder| {
            fs::write(folder.join("config.json"), r#"{"model_type": "bert", "id2label": {"0": "NOUN"}}"#).unwrap();
        });
        assert!(labels.contains("id2label"), "{labels}");
        let field = refused(&|folder| {
            fs::write(folder.join("config.json"), r#"{"model_type": "bert", "id2label": {"0": "B-PER"}}"#).unwrap();
        });
        assert!(field.contains("missing field `hidden_act`"), "{field}");
    }
}
