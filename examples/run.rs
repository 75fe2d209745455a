use sayso::{
    corpus,
    output::{self, TableOptions, TableSet},
    pipeline::*,
    tagger::Tagger,
};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let tagger = if a.len() > 3 { Tagger::in_folder(a[3].as_ref()).unwrap() } else { Tagger::built_in().unwrap() };
    let p = Pipeline::new(
        tagger,
        Options { published: None, jobs: std::env::var("J").ok().and_then(|j| j.parse().ok()).unwrap_or(0) },
    )
    .unwrap();
    let o = TableOptions {
        tables: output::Chosen::new(&output::Table::ALL).unwrap(),
        model: p.model(),
        ..Default::default()
    };
    let mut t = TableSet::create(a[2].as_ref(), &o).unwrap();
    let mut words = 0;
    let t0 = std::time::Instant::now();
    p.run(corpus::read(&[a[1].clone().into()], &corpus::Options::default()).unwrap(), &o, |f| {
        let d = match f {
            Finished::Document(d) => d,
            Finished::Failed(e, d) => {
                eprintln!("{e}");
                d
            }
        };
        words += d.counts.words;
        t.append(&d).unwrap();
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    eprintln!("{words} words {:.0} w/s", words as f64 / t0.elapsed().as_secs_f64());
    t.commit(&output::RunRecord {
        version: String::new(),
        options: Default::default(),
        model: String::new(),
        model_hash: String::new(),
        started: String::new(),
        finished: String::new(),
    })
    .unwrap();
}
