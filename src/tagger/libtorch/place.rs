//! Where the files of a model lie that the user names: in a folder, or, in a program built with the feature
//! `rust-bert-remote`, on a hub, from which each is fetched once.

use std::path::{Path, PathBuf};

use super::layout::{PICKLES, WEIGHTS};
use crate::error::{Error, Result};

/// Where the files of a model lie.
pub(super) enum Place {
    /// A folder on this machine.
    Folder(PathBuf),
    /// A model of a hub.
    #[cfg(feature = "rust-bert-remote")]
    Hub(hub::Model),
}

impl Place {
    /// What the user has named: a folder that is there, or else the name of a model (`owner/name`, `owner/name@revision`).
    ///
    /// # Errors
    /// [`Error::Engine`] when it is neither.
    pub(super) fn of(named: &Path) -> Result<Self> {
        if named.is_dir() {
            return Ok(Self::Folder(named.to_owned()));
        }
        let wrong = |message: &str| Error::Engine { place: named.display().to_string(), message: message.into() };
        #[cfg(feature = "rust-bert-remote")]
        return hub::Model::of(named)
            .map(Self::Hub)
            .ok_or_else(|| wrong("there is no such folder, and a model of the hub is named owner/name"));
        #[cfg(not(feature = "rust-bert-remote"))]
        Err(wrong(
            "there is no such folder; name one in the layout of Hugging Face (models by name alone need a program \
             built with --features rust-bert-remote)",
        ))
    }

    /// The file of this name; `None` if the model has none.
    ///
    /// # Errors
    /// [`Error::Engine`] when it cannot be fetched.
    pub(super) fn find(&self, file: &str) -> Result<Option<PathBuf>> {
        match self {
            Self::Folder(folder) => Ok(Some(folder.join(file)).filter(|path| path.is_file())),
            #[cfg(feature = "rust-bert-remote")]
            Self::Hub(model) => model.fetch(file),
        }
    }

    /// The file of this name.
    ///
    /// # Errors
    /// [`Error::Engine`] when the model has none, or it cannot be fetched.
    pub(super) fn need(&self, file: &str) -> Result<PathBuf> {
        self.find(file)?.ok_or_else(|| self.wrong(file, "is missing; a model has the layout of Hugging Face".into()))
    }

    /// The weights.
    ///
    /// # Errors
    /// [`Error::Engine`] when there are none, or only such as are not opened.
    pub(super) fn weights(&self) -> Result<PathBuf> {
        for name in WEIGHTS {
            if let Some(path) = self.find(name)? {
                return Ok(path);
            }
        }
        let [safetensors, other] = WEIGHTS;
        let pickle = match self {
            Self::Folder(folder) => PICKLES.iter().find(|name| folder.join(name).is_file()),
            // Not even fetched.
            #[cfg(feature = "rust-bert-remote")]
            Self::Hub(_) => None,
        };
        Err(pickle.map_or_else(
            || self.wrong(safetensors, format!("is missing, and so is {other}")),
            |name| {
                self.wrong(
                    name,
                    "is a Python pickle, which can run any program when it is opened, and is not read; save the model \
                     again with save_pretrained(..., safe_serialization=True) and use its model.safetensors"
                        .into(),
                )
            },
        ))
    }

    /// The model's name in the column `model`.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Folder(folder) => folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned(),
            #[cfg(feature = "rust-bert-remote")]
            Self::Hub(model) => model.name(),
        }
    }

    /// An error in a file of the model.
    pub(super) fn wrong(&self, file: &str, message: String) -> Error {
        let place = match self {
            Self::Folder(folder) => folder.join(file).display().to_string(),
            #[cfg(feature = "rust-bert-remote")]
            Self::Hub(model) => model.address(file),
        };
        Error::Engine { place, message }
    }
}

#[cfg(feature = "rust-bert-remote")]
mod hub {
    //! A hub: Hugging Face's, or the mirror that `HF_ENDPOINT` names, as for Hugging Face's own tools.

    use std::path::{Path, PathBuf};

    use rust_bert::resources::{RemoteResource, ResourceProvider};

    use crate::error::{Error, Result};

    const HUB: &str = "https://huggingface.co";

    /// A model of a hub.
    pub(in super::super) struct Model {
        hub: String,
        name: String,
        revision: String,
    }

    impl Model {
        /// By `owner/name` or `owner/name@revision`; `None` for what cannot be such a name.
        pub(super) fn of(named: &Path) -> Option<Self> {
            let named = named.to_str()?;
            let (name, revision) = named.split_once('@').unwrap_or((named, "main"));
            let plain = |part: &str| {
                part.starts_with(|first: char| first.is_ascii_alphanumeric())
                    && part.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
            };
            let (owner, short) = name.split_once('/')?;
            let hub = std::env::var("HF_ENDPOINT").unwrap_or_else(|_| HUB.into()).trim_end_matches('/').to_owned();
            (plain(owner) && plain(short) && plain(revision)).then(|| Self {
                hub,
                name: name.to_owned(),
                revision: revision.to_owned(),
            })
        }

        /// Fetches a file, or finds it where it was kept when it was fetched before.
        pub(super) fn fetch(&self, file: &str) -> Result<Option<PathBuf>> {
            let address = self.address(file);
            let path = match RemoteResource::new(&address, &self.name.replace('/', "--")).get_local_path() {
                Ok(path) => named(&path, file).map_err(|error| error.to_string()),
                // The error is a text by now.
                Err(error) if error.to_string().contains("(404 Not Found)") => return Ok(None),
                Err(error) => Err(error.to_string()),
            };
            let wrong = |error: String| Error::Engine {
                place: address,
                message: format!("cannot be fetched: {error}; name a folder that holds the model"),
            };
            path.map(Some).map_err(wrong)
        }

        pub(super) fn name(&self) -> String {
            self.name.clone()
        }

        pub(super) fn address(&self, file: &str) -> String {
            format!("{}/{}/resolve/{}/{file}", self.hub, self.name, self.revision)
        }
    }

    /// A file of the cache under a name that ends in its own: libtorch tells the kind of weights by that, and the cache does
    /// not keep it. The cache's name changes with the content, so that what is there is right.
    fn named(path: &Path, file: &str) -> std::io::Result<PathBuf> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!("-{file}"));
        let named = path.with_file_name(name);
        if !named.is_file() {
            std::fs::hard_link(path, &named).or_else(|_| std::fs::copy(path, &named).map(drop))?;
        }
        Ok(named)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn models_are_named_by_owner_and_name() {
            let model = Model::of(Path::new("ada/names-en@v2")).unwrap();
            assert!(model.address("config.json").ends_with("/ada/names-en/resolve/v2/config.json"));
            for wrong in ["names", "../names", "/tmp/names", "ada/../names", "ada/names?x=1", "C:\\names"] {
                assert!(Model::of(Path::new(wrong)).is_none(), "{wrong}");
            }
        }
    }
}
