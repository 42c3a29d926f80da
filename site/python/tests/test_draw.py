"""The drawing for a page, by the command that HOTPLATE names."""

import os
import tempfile
import unittest
from pathlib import Path

from hotplate_docs.draw import Failure, draw

SOUND = "heat_template_version: 2021-04-16\nresources: { a: { type: OS::Heat::None } }\n"


class Drawing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "a").mkdir()

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def draw(self, template, prefix="", command=os.environ.get("HOTPLATE", "hotplate"), view="graph"):
        return draw(template, self.folder, self.folder / "site", prefix, command, view)

    def test_the_page_finds_its_pictures(self):
        html, complaints = self.draw(self.write("stack one.yaml", SOUND), "../")
        self.assertEqual(complaints, "")
        way = html.split('img src="../')[1].split('"')[0]
        self.assertTrue((self.folder / "site" / way.replace("%20", " ")).is_file(), way)

    def test_an_exchange_has_its_style_sheet(self):
        html, complaints = self.draw(self.write("stack one.yaml", SOUND), "../", view="exchange")
        self.assertEqual(complaints, "")
        self.assertIn("The instances tell each other nothing", html)
        way = html.split('href="../')[1].split('"')[0]
        self.assertTrue((self.folder / "site" / way.replace("%20", " ")).is_file(), way)

    def test_another_view_is_refused(self):
        with self.assertRaisesRegex(Failure, "no view `plan`: it is one of graph, exchange"):
            self.draw(self.write("sound.yaml", SOUND), view="plan")

    def test_one_name_in_two_folders(self):
        pages = [self.draw(self.write(name, SOUND))[0] for name in ("stack.yaml", "a/stack.yaml")]
        self.assertNotEqual(*pages)

    def test_a_wrong_template_is_drawn_with_a_word(self):
        html, complaints = self.draw(self.write("wrong.yaml", SOUND.replace("type", "typ")))
        self.assertIn("<hot-plate>", html)
        self.assertIn("missing-type", complaints)
        self.assertNotIn("\x1b", complaints)

    def test_what_cannot_be_drawn_says_why(self):
        with self.assertRaisesRegex(Failure, "none.yaml"):
            self.draw(self.folder / "none.yaml")
        with self.assertRaisesRegex(Failure, "put Hotplate's command on PATH"):
            self.draw(self.write("sound.yaml", SOUND), command="/no/such/command")


if __name__ == "__main__":
    unittest.main()
