//! What the fields say about an article beside its text: headline, author, outlet, address and day of publication.

use jiff::civil::Date;
use serde_json::Value;

use super::names::Role;
use super::{Sought, values};
use crate::corpus::{Metadata, html, people};

impl Sought<'_, '_> {
    pub(super) fn metadata(&self, remarks: &mut Vec<String>) -> Metadata {
        let url = self.url();
        let mut outlet = self.words(Role::Outlet).map(|outlet| values::outlet(&outlet));
        // Crawlers know the host only; the title of the page may have the site's name.
        let given = self.given(Role::Outlet).is_some();
        if !given
            && outlet.as_ref().is_none_or(|outlet| html::is_host(outlet))
            && let Some(url) = &url
        {
            let host = url.split('/').nth(2).unwrap_or_default();
            let mut titles = self.usual(Role::Headline).filter_map(|(_, value)| values::likely_words(value));
            // "- selwickpost" says no more than the host.
            let named = titles.find_map(|title| html::site_behind(&title, host));
            outlet = named.filter(|name| name.contains(char::is_uppercase)).or(outlet);
        }
        // News services give the title of the page, with the outlet behind the headline.
        let headline = match (self.headline(), &outlet) {
            (Some(title), Some(outlet)) => Some(html::without_site(&title, &[outlet])),
            (headline, _) => headline,
        };
        Metadata { headline, author: self.author(), outlet, url, published: self.published(remarks) }
    }

    pub(super) fn headline(&self) -> Option<String> {
        self.words(Role::Headline)
    }

    fn words(&self, role: Role) -> Option<String> {
        match self.given(role) {
            Some((_, value)) => value.and_then(values::words),
            None if role == Role::Outlet => {
                let named = self.usual(role).find_map(|(_, value)| values::likely_words(value));
                // "www.selwickpost.example" is better than nothing.
                named.or_else(|| self.usual(role).find_map(|(_, value)| values::host(value)))
            }
            None => self.usual(role).find_map(|(_, value)| values::likely_words(value)),
        }
    }

    /// The authors; of several fields the one that has all authors of the first and more.
    fn author(&self) -> Option<String> {
        if self.given(Role::Author).is_some() {
            return self.words(Role::Author).and_then(|words| values::author(&words));
        }
        let mut all = self.usual(Role::Author).filter_map(|(_, value)| values::author(&values::likely_words(value)?));
        let first = all.next()?;
        let more = all.find(|other| people::holds(other, &first));
        Some(more.unwrap_or(first))
    }

    pub(super) fn url(&self) -> Option<String> {
        match self.given(Role::Url) {
            Some((_, value)) => value.and_then(values::words),
            None => self.usual(Role::Url).find_map(|(_, value)| values::likely_url(value)),
        }
    }

    fn published(&self, remarks: &mut Vec<String>) -> Option<Date> {
        let mut strange = None;
        let mut look = |value: &Value| match values::date(value, self.order) {
            Ok(date) => date,
            Err(other) => {
                strange.get_or_insert(other);
                None
            }
        };
        let date = match self.given(Role::Published) {
            Some((_, value)) => value.and_then(&mut look),
            None => self.usual(Role::Published).find_map(|(_, value)| look(value)),
        };
        if date.is_none()
            && let Some(text) = strange
        {
            let text: String = text.chars().take(40).collect();
            remarks.push(format!("its date \"{text}\" was not understood; write it like 2025-05-02"));
        }
        date
    }
}
