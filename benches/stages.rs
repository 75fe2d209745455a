//! How fast each stage is, in bytes of text a second, by the size of the text. The texts are the articles of `corpus/`,
//! one behind the other, as often as it takes: the stages see one long article, so that a stage that is not linear shows.
//!
//! `cargo bench` runs all, `cargo bench quotes` one. The model itself is measured on the smallest text only; for whole
//! runs see `scripts/speed.sh`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use sayso::attribution::{self, Attribution};
use sayso::claims::{self, Claim};
use sayso::corpus::{Article, Status};
use sayso::dates::{self, PublishedSource, TimeExpression};
use sayso::description::Description;
use sayso::entities::{self, Entities};
use sayso::output::{self, DocumentView, TableOptions};
use sayso::quotes::{self, Quotation};
use sayso::register::{self, Register};
use sayso::sentences::{self, Sentence};
use sayso::speakers::{self, Speaker};
use sayso::tagger::calibration::Calibration;
use sayso::tagger::crf::Chunk;
use sayso::tagger::link::{Candidate, ContentLinks, CueLinks};
use sayso::tagger::words::{self, Word};
use sayso::tagger::{self, Tagger, Tags};
use sayso::text::{self, Sections};

/// Bytes.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
const PUBLISHED: Date = date(2025, 11, 24);

fn main() {
    divan::main();
}

/// An article with all that the stages find in it.
struct Sample {
    article: Article,
    sections: Sections,
    sentences: Vec<Sentence>,
    tags: Tags,
    entities: Entities,
    dates: Vec<TimeExpression>,
    quotations: Vec<Quotation>,
    attributions: Vec<Attribution>,
    speakers: Vec<Speaker>,
    claims: Vec<Claim>,
    description: Description,
}

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let unit = unit(SIZES[0]);
    let tags = tag(&unit);
    SIZES.iter().map(|&size| Sample::new(&unit, &tags, size)).collect()
});

fn sample(size: usize) -> &'static Sample {
    &SAMPLES[SIZES.iter().position(|&known| known == size).expect("one of the sizes")]
}

/// Some `size` bytes of whole paragraphs of the sample corpus.
fn unit(size: usize) -> String {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("corpus/ can be read") {
            let path = entry.expect("corpus/ can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut text = String::new();
    for file in files {
        // One of the articles is not in UTF-8.
        let Ok(article) = fs::read_to_string(file) else { continue };
        for paragraph in article.split_inclusive("\n\n") {
            if text.len() + paragraph.len() <= size {
                text.push_str(paragraph);
            }
        }
        if !text.ends_with("\n\n") {
            text.push_str("\n\n");
        }
    }
    text
}

/// The tags of the unit, from the model itself.
fn tag(text: &str) -> Tags {
    let sentences = sentences::split(text, &text::sections(text));
    let tagger = Tagger::built_in().expect("the built-in model is sound");
    let mut tags = tagger.tag(&[tagger::Input { text, sentences: &sentences }]).expect("the built-in model runs");
    tags.pop().expect("one article, one result")
}

impl Sample {
    /// The unit repeated up to `size`, with its tags at every repetition: the model would take minutes for the largest.
    fn new(unit: &str, tags: &Tags, size: usize) -> Self {
        let text = unit.repeat((size / unit.len()).max(1));
        let sections = text::sections(&text);
        let sentences = sentences::split(&text, &sections);
        let tags = repeated(tags, unit.len(), words::words(&text, &sentences));
        let article = Article::from_text("bench", text);
        let mut sample = Self {
            entities: entities::find(&article.text, &tags),
            dates: dates::find(&article.text, &sentences, Some(PUBLISHED)),
            quotations: quotes::find(&article.text, &sections),
            attributions: Vec::new(),
            speakers: Vec::new(),
            claims: Vec::new(),
            description: Description {
                published: Some(PUBLISHED),
                published_source: PublishedSource::Given,
                ..Description::default()
            },
            article,
            sections,
            sentences,
            tags,
        };
        sample.attributions = sample.attribute();
        sample.speakers = sample.resolve();
        sample.claims = sample.assemble(sample.speakers.clone());
        sample
    }

    fn text(&self) -> &str {
        &self.article.text
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.text().len())
    }

    fn attribute(&self) -> Vec<Attribution> {
        attribution::attribute(attribution::Input {
            text: self.text(),
            sections: &self.sections,
            sentences: &self.sentences,
            entities: &self.entities,
            tags: &self.tags,
            calibration: &Calibration::default(),
            quotations: &self.quotations,
        })
    }

    fn resolve(&self) -> Vec<Speaker> {
        speakers::resolve(speakers::Input {
            text: self.text(),
            author: None,
            sentences: &self.sentences,
            words: &self.tags.words,
            entities: &self.entities,
            attributions: &self.attributions,
        })
    }

    fn assemble(&self, speakers: Vec<Speaker>) -> Vec<Claim> {
        claims::assemble(
            claims::Input {
                doc_id: &self.article.id,
                text: self.text(),
                sections: &self.sections,
                sentences: &self.sentences,
                words: &self.tags.words,
                entities: &self.entities,
                dates: &self.dates,
                quotations: &self.quotations,
                attributions: &self.attributions,
                min_confidence: claims::MIN_CONFIDENCE,
            },
            speakers,
        )
    }

    fn view(&self) -> DocumentView<'_> {
        DocumentView {
            article: &self.article,
            sections: &self.sections,
            sentences: &self.sentences,
            entities: &self.entities,
            dates: &self.dates,
            quotations: &self.quotations,
            claims: &self.claims,
            description: &self.description,
            words: self.tags.words.len(),
            seconds: 0.0,
            status: Status::Ok,
            message: "",
        }
    }
}

/// The tags of a unit of `length` bytes at each of its repetitions, wherever words of the long text begin where the unit's
/// did.
fn repeated(unit: &Tags, length: usize, words: Vec<Word>) -> Tags {
    let repetitions = words.last().map_or(0, |word| word.span.end().div_ceil(length));
    let mut all = Tags::default();
    for repetition in 0..repetitions {
        let place = |word: u32| {
            let start = unit.words[word as usize].span.start() + repetition * length;
            words.binary_search_by_key(&start, |word| word.span.start()).ok()
        };
        let moved = |chunk: &Chunk| {
            let (first, last) = (place(chunk.first)?, place(chunk.last)?);
            Some(Chunk { first: first as u32, last: last as u32, ..*chunk })
        };
        all.names.extend(unit.names.iter().filter_map(moved));
        let mut index_of = vec![None; unit.attribution.len()];
        for (index, chunk) in unit.attribution.iter().enumerate() {
            if let Some(chunk) = moved(chunk) {
                index_of[index] = Some(all.attribution.len());
                all.attribution.push(chunk);
            }
        }
        let candidates = |list: &[Candidate]| -> Vec<Candidate> {
            list.iter().filter_map(|found| Some(Candidate { chunk: index_of[found.chunk]?, ..*found })).collect()
        };
        all.links.contents.extend(
            unit.links.contents.iter().filter_map(|link| {
                Some(ContentLinks { content: index_of[link.content]?, cues: candidates(&link.cues) })
            }),
        );
        all.links.cues.extend(unit.links.cues.iter().filter_map(|link| {
            Some(CueLinks { cue: index_of[link.cue]?, sources: candidates(&link.sources), none: link.none })
        }));
    }
    all.words = words;
    all
}

#[divan::bench(args = SIZES)]
fn text_and_sentences(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher.counter(sample.bytes()).bench(|| {
        let sections = text::sections(black_box(sample.text()));
        sentences::split(sample.text(), &sections)
    });
}

#[divan::bench(args = SIZES)]
fn tagger_words(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher.counter(sample.bytes()).bench(|| words::words(black_box(sample.text()), &sample.sentences));
}

#[divan::bench(args = [SIZES[0]], sample_count = 10, sample_size = 1)]
fn tagger_model(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    let tagger = Tagger::built_in().expect("the built-in model is sound");
    bencher.counter(sample.bytes()).bench_local(|| {
        tagger
            .tag(&[tagger::Input { text: black_box(sample.text()), sentences: &sample.sentences }])
            .expect("the built-in model runs")
    });
}

#[divan::bench(args = SIZES)]
fn entities(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher.counter(sample.bytes()).bench(|| entities::find(black_box(sample.text()), &sample.tags));
}

#[divan::bench(args = SIZES)]
fn dates(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher.counter(sample.bytes()).bench(|| dates::find(black_box(sample.text()), &sample.sentences, Some(PUBLISHED)));
}

#[divan::bench(args = SIZES)]
fn quotes(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher.counter(sample.bytes()).bench(|| quotes::find(black_box(sample.text()), &sample.sections));
}

#[divan::bench(args = SIZES, max_time = 20)]
fn attribution(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher.counter(sample.bytes()).bench(|| black_box(sample).attribute());
}

#[divan::bench(args = SIZES, max_time = 20)]
fn speakers(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher.counter(sample.bytes()).bench(|| black_box(sample).resolve());
}

#[divan::bench(args = SIZES, max_time = 20)]
fn claims(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    bencher
        .counter(sample.bytes())
        .with_inputs(|| sample.speakers.clone())
        .bench_values(|speakers| black_box(sample).assemble(speakers));
}

#[divan::bench(args = SIZES, max_time = 20)]
fn register(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    let input = register::Input {
        doc_id: &sample.article.id,
        text: sample.text(),
        entities: &sample.entities,
        quotations: &sample.quotations,
    };
    bencher.counter(sample.bytes()).with_inputs(|| (Register::default(), sample.claims.clone())).bench_values(
        |(mut register, mut claims)| {
            register.enter(black_box(input), &mut claims);
            (register.settle(), claims)
        },
    );
}

#[divan::bench(args = SIZES, max_time = 20)]
fn render(bencher: Bencher<'_, '_>, size: usize) {
    let sample = sample(size);
    let options = TableOptions::default();
    bencher.counter(sample.bytes()).bench(|| output::render(&black_box(sample).view(), &options));
}
