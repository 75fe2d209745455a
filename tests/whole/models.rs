//! A model in a folder: the same tags as the built-in one, and words that help where a file of it is broken.

use std::fs;
use std::path::Path;

use sayso::error::Error;
use sayso::tagger::{Input, Tagger};
use tempfile::TempDir;

use crate::shared::{ARTICLES, DOCUMENTS, at};

const FILES: [&str; 4] = ["link.safetensors", "model.onnx", "tagger.json", "tokenizer.json"];

/// A copy of the model's folder.
fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in FILES {
        fs::copy(at("models/news-en").join(name), folder.path().join(name)).unwrap();
    }
    folder
}

/// Four sample articles as a tagger takes them.
fn inputs() -> Vec<Input<'static>> {
    ARTICLES
        .iter()
        .zip(DOCUMENTS.iter())
        .take(4)
        .map(|(article, document)| Input { text: &article.text, sentences: &document.findings.sentences })
        .collect()
}

#[test]
fn a_folder_gives_the_tags_of_the_built_in_model() {
    let folder = copy();
    let (built_in, in_folder) = (Tagger::built_in().unwrap(), Tagger::in_folder(folder.path()).unwrap());
    assert_eq!(built_in.label(), in_folder.label());
    let (expected, tags) = (built_in.tag(&inputs()).unwrap(), in_folder.tag(&inputs()).unwrap());
    assert!(expected.iter().all(|tags| !tags.names.is_empty() && !tags.attribution.is_empty()));
    assert_eq!(tags, expected);
}

#[test]
fn the_fast_model_reads_articles_too() {
    let tagger = Tagger::in_folder(&at("models/news-en-fast")).unwrap();
    assert!(tagger.label().starts_with("news-en-fast "));
    assert_ne!(tagger.calibration(), Tagger::built_in().unwrap().calibration());
    let tags = tagger.tag(&inputs()).unwrap();
    assert!(tags.iter().all(|tags| !tags.names.is_empty() && !tags.attribution.is_empty()));
}

/// The message for a model with a file changed; the folder's name is left out of it.
fn message(change: impl FnOnce(&Path)) -> String {
    let folder = copy();
    change(folder.path());
    let error = match Tagger::in_folder(folder.path()) {
        Err(error @ Error::Model { .. }) => error,
        Err(error) => panic!("{error:?}"),
        Ok(tagger) => panic!("{} was loaded", tagger.label()),
    };
    let message = error.to_string().replace(&folder.path().display().to_string(), "FOLDER");
    // Where in tagger.json a field is missed depends on the length of the file.
    message.replace(
        &format!(" at line {} column 1;", lines(&folder.path().join("tagger.json"))),
        " at line LAST column 1;",
    )
}

fn lines(path: &Path) -> usize {
    fs::read_to_string(path).unwrap_or_default().lines().count()
}

fn rewrite(path: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, change(text)).unwrap();
}

#[test]
fn a_broken_model_is_named_with_a_remedy() {
    let mut messages = String::new();
    let mut add = |case: &str, message: String| {
        messages.extend([case, "\n  ", &message, "\n"]);
    };
    for name in FILES {
        add(&format!("no {name}"), message(|folder| fs::remove_file(folder.join(name)).unwrap()));
        add(&format!("empty {name}"), message(|folder| fs::write(folder.join(name), b"").unwrap()));
    }
    add("a folder that does not exist", message(|folder| fs::remove_dir_all(folder).unwrap()));
    add(
        "truncated model.onnx",
        message(|folder| {
            let bytes = fs::read(folder.join("model.onnx")).unwrap();
            fs::write(folder.join("model.onnx"), &bytes[..bytes.len() / 2]).unwrap();
        }),
    );
    add("text as model.onnx", message(|folder| fs::write(folder.join("model.onnx"), b"no model").unwrap()));
    add("another graph as model.onnx", message(|folder| fs::write(folder.join("model.onnx"), [8, 8, 58, 0]).unwrap()));
    add("broken tagger.json", message(|folder| fs::write(folder.join("tagger.json"), b"{\"name\": ").unwrap()));
    add(
        "tagger.json without a field",
        message(|folder| rewrite(&folder.join("tagger.json"), |text| text.replacen("\"max_pieces\"", "\"most\"", 1))),
    );
    add(
        "tagger.json with another label",
        message(|folder| rewrite(&folder.join("tagger.json"), |text| text.replace("PER", "ANT"))),
    );
    add(
        "truncated link.safetensors",
        message(|folder| {
            let bytes = fs::read(folder.join("link.safetensors")).unwrap();
            fs::write(folder.join("link.safetensors"), &bytes[..bytes.len() / 2]).unwrap();
        }),
    );
    add(
        "tagger.json with another size",
        message(|folder| {
            rewrite(&folder.join("tagger.json"), |text| text.replace("\"hidden_size\": ", "\"hidden_size\": 1"));
        }),
    );
    add("broken tokenizer.json", message(|folder| fs::write(folder.join("tokenizer.json"), b"{").unwrap()));
    add(
        "tagger.json as tokenizer.json",
        message(|folder| {
            fs::copy(folder.join("tagger.json"), folder.join("tokenizer.json")).unwrap();
        }),
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("broken_models", messages));
}
