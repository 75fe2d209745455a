"""The arithmetic of spans."""
import unittest

from sayso_training.spans import flat_tags, runs, runs_of, tags_of, words_in


class Spans(unittest.TestCase):
    # "Ann Orr said “no”." cut into Ann|Orr|said|“|no|”|.
    starts, ends = [0, 4, 8, 13, 14, 16, 17], [3, 7, 12, 14, 16, 17, 18]

    def test_words_in_places(self):
        self.assertEqual(words_in([(0, 7)], self.starts, self.ends), [0, 1])
        self.assertEqual(words_in([(5, 6)], self.starts, self.ends), [1], "part of a word is the word")
        self.assertEqual(words_in([(3, 4)], self.starts, self.ends), [], "a space is no word")
        self.assertEqual(words_in([(13, 17), (0, 3), (2, 5)], self.starts, self.ends), [0, 1, 3, 4, 5])
        self.assertEqual(words_in([(8, 8), (90, 99)], self.starts, self.ends), [])

    def test_runs(self):
        self.assertEqual(runs([0, 1, 3, 4, 5, 9]), [(0, 1), (3, 5), (9, 9)])
        self.assertEqual(runs([]), [])

    def test_tags_and_back(self):
        self.assertEqual(tags_of(["X", "Y"]), ["O", "B-X", "I-X", "B-Y", "I-Y"])
        spans = [(0, (0, 1)), (1, (2, 2)), (0, (3, 5))]
        tags = flat_tags(spans, 7)
        self.assertEqual(tags, [1, 2, 3, 1, 2, 2, 0])
        self.assertEqual(runs_of(tags), spans)

    def test_the_longer_of_two_overlapping_spans_stands(self):
        self.assertEqual(flat_tags([(0, (1, 1)), (1, (0, 3))], 5), [3, 4, 4, 4, 0])
        self.assertEqual(flat_tags([(0, (0, 1)), (1, (0, 1))], 2), [1, 2], "of equal ones the first label")

    def test_an_inside_tag_without_a_beginning_opens_a_run(self):
        self.assertEqual(runs_of([2, 2, 0, 4, 2]), [(0, (0, 1)), (1, (3, 3)), (0, (4, 4))])
        self.assertEqual(runs_of([1, 1, 2]), [(0, (0, 0)), (0, (1, 2))])


if __name__ == "__main__":
    unittest.main()
