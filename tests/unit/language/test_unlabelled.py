"""Text without labels, for the teachers."""

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
