//! Models by name: the program fetches them from a hub, here one of this process.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::{fs, thread};

use crate::tiny_bert::write_model;

/// Serves the files of a folder as the model `ada/names`; returns its address and the requests that it gets.
fn serve(folder: PathBuf) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let requests: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&requests);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let request = answer(&stream.unwrap(), &folder);
            seen.lock().unwrap().push(request);
        }
    });
    (address, requests)
}

/// Answers one request, and returns its method and path.
fn answer(stream: &TcpStream, folder: &Path) -> String {
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let request = lines.next().unwrap();
    while lines.next().is_some_and(|line| !line.is_empty()) {}
    let request = request.trim_end_matches(" HTTP/1.1");
    let file = request.split_once("/ada/names/resolve/main/").map_or("", |(_, file)| file);
    let (status, body) = match fs::read(folder.join(file)) {
        Ok(body) if !file.is_empty() => ("200 OK", body),
        _ => ("404 Not Found", Vec::new()),
    };
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nETag: \"{file}\"\r\nConnection: close\r\n\r\n", body.len());
    let mut stream = stream;
    stream.write_all(head.as_bytes()).unwrap();
    if request.starts_with("GET") {
        stream.write_all(&body).unwrap();
    }
    request.to_owned()
}

/// Runs the program over an article with a model of this name.
fn run(work: &Path, hub: &str, model: &str) -> Output {
    let article = work.join("article.txt");
    fs::write(&article, "Ada Pell spoke in Zorbia. \u{201C}No,\u{201D} said Ada Pell.\n").unwrap();
    Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["extract", "--quiet", "--tables", "entities", "--ner-model", model, "-o"])
        .arg(work.join("run"))
        .arg(&article)
        .env("HF_ENDPOINT", hub)
        .env("RUSTBERT_CACHE", work.join("cache"))
        .output()
        .unwrap()
}

#[test]
fn a_model_is_fetched_by_its_name_once() {
    let (folder, work) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_model(folder.path());
    let (hub, requests) = serve(folder.path().to_owned());
    for _ in 0..2 {
        let output = run(work.path(), &hub, "ada/names");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let entities = fs::read_to_string(work.path().join("run/entities.csv")).unwrap();
        assert!(entities.contains("Ada Pell") && entities.contains("Zorbia"), "{entities}");
        fs::remove_dir_all(work.path().join("run")).unwrap();
    }
    let requests = requests.lock().unwrap();
    let fetched: Vec<&String> =
        requests.iter().filter(|request| request.starts_with("GET") && request.ends_with(".safetensors")).collect();
    assert_eq!(fetched.len(), 1, "{requests:?}");
}

#[test]
fn a_model_that_cannot_be_had_is_named_with_the_reason() {
    let (folder, work) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_model(folder.path());
    fs::rename(folder.path().join("model.safetensors"), folder.path().join("pytorch_model.bin")).unwrap();
    let (hub, requests) = serve(folder.path().to_owned());
    let told = |model: &str| {
        let output = run(work.path(), &hub, model);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let weights = told("ada/names");
    assert!(weights.contains("model.safetensors") && weights.contains("is missing"), "{weights}");
    assert!(
        !requests.lock().unwrap().iter().any(|request| request.contains("pytorch_model.bin")),
        "a pickle was fetched"
    );
    let nothing = told("ada/other");
    assert!(nothing.contains("ada/other/resolve/main/config.json: is missing"), "{nothing}");
    let name = told("other");
    assert!(name.contains("owner/name"), "{name}");
}
