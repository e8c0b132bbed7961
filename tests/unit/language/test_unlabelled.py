"""Text without labels, for the teachers."""

import bz2
import gzip
import io
import tarfile

from unlabelled import archived_texts


def _archive(files):
    """A tar.gz in memory of names and bytes."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def test_texts_of_packages_are_read_and_know_their_neighbours(tmp_path):
    inner = _archive(
        {
            "data/reviews_GroundTruth.txt": (
                b"1_1\t0.5\tThe lid fits.\r\n1_2\t-1\tIt ''leaks'',\tthough.\r\n2_1\t2\tA fine kettle.\r\n"
            ),
            "data/reviews_anonDataRatings.txt": b"1_1\t['1']\n",
            "data/chatter_GroundTruth.txt": "1\t1\tSo be it…\r\n2\t1\tGood morning!\r\n".encode(),
        }
    )
    path = tmp_path / "package.tar.gz"
    package = {
        "package/README": b"no",
        "package/data/1912_a_speaker.txt": b"Too old.",
        "package/data/2012_a_speaker.txt": b"We met--and left.",
        "package/more/reviews.tar.gz": inner,
        "package/test/fixtures/yelp.json": b'[{"text": "Nice tea.", "class": 1}]',
        "package/package.json": b'{"text": 1}',
    }
    path.write_bytes(_archive(package))
    assert list(archived_texts(path)) == [
        ("We met -- and left.", False),
        ("So be it…", False),
        ("Good morning!", False),
        ("The lid fits.", False),
        ('It "leaks",\tthough.', True),
        ("A fine kettle.", False),
        ("Nice tea.", False),
    ]


def test_tables_speeches_and_mails_of_packages(tmp_path):
    path = tmp_path / "package.tar.gz"
    files = {
        "p/data/political_data.json": b'[{"name": "x", "speeches": ["JO DOE: Good day. (Applause.)\\nHere--we are."]}]',
        "p/data/presidential_debates_2016.csv.gz": gzip.compress(b"speaker,statement\nA,We agree.\n"),
        "p/data/rotten_tomatoes_corpus_full.csv.bz2": bz2.compress(
            b"category,text\nplot,Tom &amp; Ann meet.\nfresh,A good film.\n"
        ),
        "p/test/corpora/spam-apache.csv": (
            b'"1","On Monday:\n> May I?\nYou may.\n\n=1234 5678=\n\nSee you."\n"-1","Buy now!"\n'
        ),
        "p/test/corpora/uncertainty-conll2010.csv": b'"1","A harbour"\n"-1","It&apos;s wet."\n"1","Ships come."\n',
    }
    path.write_bytes(_archive(files))
    assert [(text.strip(), goes_on) for text, goes_on in archived_texts(path)] == [
        ("Good day.", False),
        ("Here -- we are.", False),
        ("We agree.", False),
        ("Tom & Ann meet.", False),
        ("On Monday: You may.", False),
        ("See you.", False),
        ("A harbour", False),
        ("It's wet.", False),
        ("Ships come.", True),
    ]


def test_tagged_words_become_text_again(tmp_path):
    path = tmp_path / "package.tar.gz"
    lines = [
        'The/DT "/" old/JJ "/" town/NN \'s/POS wall--built/NN in/IN the/DT 1970/CD s/VBZ (/( half/JJ )/) fell/VBD ./.',
        "It/PRP ca/MD n't/RB cost/VB $/$ 5/CD ,/, can/MD it/PRP ?/.",
        "It/PRP is/VBZ Mr/NNP ./.",
        "X/NNP ,/, and/CC -/: he/PRP left/VBD ./.",
        '"/" So/RB be/VB that/DT ./.',
        "1/2/CD of/IN all/DT 18/CD -/: month/NN plans/NNS fail/VBP ./.",
    ]
    path.write_bytes(_archive({"p/test/corpora/tagged-en-oanc.txt": "\n".join(lines).encode()}))
    assert list(archived_texts(path)) == [
        ('The "old" town\'s wall -- built in the 1970s (half) fell.', False),
        ("It can't cost $5, can it?", True),
        ("X, and-he left.", False),
        ("1/2 of all 18-month plans fail.", False),
    ]


def test_articles_of_wikipedia_lose_their_markup(tmp_path):
    path = tmp_path / "package.tar.gz"
    page = """<mediawiki xmlns="urn:x"><page><revision><text>{{Infobox|a=1}}
'''Harbours''' are [[water|waters]].&lt;ref&gt;Not this.&lt;/ref&gt;
* a list.
== See ==
No end
[[Ships]] call there.</text></revision></page></mediawiki>"""
    name = "p/test_data/enwiki-latest-pages-articles1.xml-p1-shortened.bz2"
    path.write_bytes(_archive({name: bz2.compress(page.encode())}))
    assert list(archived_texts(path)) == [("Harbours are waters.", False), ("Ships call there.", False)]
