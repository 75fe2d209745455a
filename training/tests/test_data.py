"""Reading of gold data, and laying it over words. All texts are invented."""
import pathlib
import tempfile
import unittest

from sayso_training import corpora
from sayso_training.prepare import prepare
from sayso_training.windows import MASK, Window, recased, row, windows

TEXT = "Ann Orr said on Monday that “the bridge is safe.”"
BRAT = """T1\tSource 0 7\tAnn Orr
T2\tCue 8 12\tsaid
T3\tContent 23 27;28 49\tthat “the bridge is safe.”
Torn text of a span that holds a line break
E1\tAttribution:T2 Source:T1 Cue2:T2 Content:T3
E2\tAttribution:T2 Cue:T2 Content:T9
A1\tNote E1
"""


def words_of(text):
    """Words as `sayso model-input` writes them, cut at spaces, all in one sentence, one piece each."""
    words, at = [], 0
    for word in text.split(" "):
        words.append([at, at + len(word), 0, 0, [9, 9], [1000 + at]])
        at += len(word) + 1
    return words


class Brat(unittest.TestCase):
    def test_events(self):
        first, second = corpora.brat(BRAT.split("\n"))
        self.assertEqual(first.source, [(0, 7)])
        self.assertEqual(first.cue, [(8, 12)], "numbers behind a role do not count")
        self.assertEqual(first.content, [(23, 27), (28, 49)])
        self.assertEqual(second.content, [], "a span that is missing is left out")

    def test_a_folder_with_two_annotators(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for name in ("text", "attributions"):
                (folder / name).mkdir()
            (folder / "text/bridge.txt").write_text(TEXT, encoding="utf8")
            for annotator in ("ab", "cd"):
                (folder / f"attributions/bridge_{annotator}.ann").write_text(BRAT, encoding="utf8")
            articles = list(corpora.polnear(folder))
        self.assertEqual([article.id for article in articles], ["bridge#ab", "bridge#cd"])
        self.assertEqual(articles[0].text, TEXT)

    def test_laid_over_words(self):
        article = corpora.Article("a", TEXT, attributions=corpora.brat(BRAT.split("\n")))
        prepared = prepare(article, words_of(TEXT))
        #                                       Ann Orr said on Monday that “the bridge is safe.”
        self.assertEqual(prepared.attribution, [1, 2, 3, 0, 0, 5, 6, 6, 6, 6])
        self.assertEqual(prepared.links, [{"source": [(0, 1)], "cue": [(2, 2)], "content": [(5, 9)]}])
        self.assertIsNone(prepared.names)


class Bio(unittest.TestCase):
    def read(self, lines):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "set" / "part.bio"
            path.parent.mkdir()
            path.write_text("\n".join(lines) + "\n", encoding="utf8")
            return list(corpora.bio(path, sentences_an_article=2))

    def test_sentences_become_paragraphs(self):
        article, = self.read(["Ann\tB-PER", "Orr\tI-PER", "left\tO", "", "Tarn\tB-country", "cheered\tO"])
        self.assertEqual(article.text, "Ann Orr left\n\nTarn cheered")
        self.assertEqual(article.names, [(0, 7, "PER"), (14, 18, "LOC")])
        self.assertEqual(article.id, "set-part-00000")

    def test_neighbours_stay_apart_and_unknown_labels_are_no_names(self):
        article, = self.read(["Orr\tB-PER", "Lee\tB-PER", "Ode\tB-song", "Oslo\tI-LOC"])
        self.assertEqual(article.names, [(0, 3, "PER"), (4, 7, "PER"), (12, 16, "LOC")])

    def test_documents_end_at_marks_or_after_some_sentences(self):
        self.assertEqual(len(self.read(["-DOCSTART-\tO", "", "a\tO", "", "b\tO", "", "c\tO", "", "-DOCSTART-\tO", "", "d\tO"])), 2)
        self.assertEqual(len(self.read(["a\tO", "", "b\tO", "", "c\tO"])), 2)


class Windows(unittest.TestCase):
    def article(self, *sentences):
        article = prepare(corpora.Article("a", "", names=[]), [])
        for number, sizes in enumerate(sentences):
            for size in sizes:
                article.pieces.append([7] * size)
                article.types.append([18, 9])
                article.sentence.append(number)
        return article

    def test_sentences_stay_whole_while_they_fit(self):
        article = self.article([1] * 6, [1] * 5, [1] * 3, [1] * 25)
        cut = [(window.first, window.last) for window in windows(article, most=10)]
        self.assertEqual(cut, [(0, 6), (6, 14), (14, 24), (24, 34), (34, 39)])

    def test_pieces_of_a_window(self):
        ids, types, first = row(Window(self.article([2, 1]), 0, 2, 3), None)
        self.assertEqual((ids, types, first), ([101, 7, 7, 7, 102], [0, 18, 9, 18, 0], [1, 3]))
        self.assertNotIn(MASK, ids)

    def test_another_casing_keeps_the_state(self):
        self.assertEqual(recased(1 * 9 + 4, [7], "title"), 2 * 9 + 4)
        self.assertEqual(recased(1 * 9 + 4, [1996], "title"), 1 * 9 + 4, "small words stay small")
        self.assertEqual(recased(7 * 9 + 2, [7], "upper"), 7 * 9 + 2, "no letter, no case")


if __name__ == "__main__":
    unittest.main()
