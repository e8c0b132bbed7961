"""Which column of a table holds which field: the headings of databases, and those a corpus manifest names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from defatlas.documents.records.record import FIELDS, RecordsError

# Headings as `folded` leaves them; the best first, because a row uses the first that has text.
_HEADINGS = {
    "title": "title documenttitle itemtitle articletitle displayname papertitle titleofpublication dctitle"
    " primarytitle titles ti titel titre titulo titolo tytuł název názov cím címe tittel otsikko nimeke"
    " başlık baslik название заглавие назва τίτλος 标题 題名 题名 篇名 標題 タイトル 論題 제목 논문명"
    " titlu titlul naslov judul antraštė pealkiri nosaukums عنوان tiêuđề 論文名 論文タイトル 文献标题",
    "abstract": "abstract abstracts abstracttext abstractnote dcdescription description summary ab"
    " abstractinvertedindex zusammenfassung kurzfassung resume resumen resumo riassunto sommario"
    " samenvatting streszczenie abstrakt abstraktum absztrakt összefoglaló kivonat sammanfattning"
    " sammendrag tiivistelmä özet ozet аннотация резюме реферат анотація περίληψη 摘要 要旨 抄録 要約 초록"
    " 요약 rezumat rezumatul sažetak povzetek abstrak santrauka kokkuvõte anotācija ملخص چکیده"
    " краткоеописание 内容提要 英文摘要 抄録要旨",
    "authors": "authorfullnames authors author authornames authorslist bookauthorfullnames"
    " authorshipsauthordisplayname authorshipsrawauthorname af au creator creators dccreator autor autoren"
    " verfasser auteur auteurs autores autore autori autorzy autoři szerző szerzők författare upphovsman"
    " forfatter forfattere tekijä tekijät yazar yazarlar автор авторы автори συγγραφέας συγγραφείς 作者"
    " 责任者 著者 執筆者 저자 penulis autoriai autorid المؤلف 著者名 著者氏名 autorhrsgoderinstitution"
    " authoreditorororganization authfullnames editors editor",
    "year": "publicationyear year pubyear yearpublished publishedyear datepublished publicationdate"
    " publisheddate pubdate publishdate coverdate prismcoverdate py date dcdate issued jahr jahrermittelt"
    " erscheinungsjahr publikationsjahr annee datedepublication ano año anno jaar rok év éve kiadáséve år"
    " utgivningsår vuosi julkaisuvuosi yıl yil год рік έτος 年 年份 出版年 发表时间 发表年份 発行年 연도"
    " 발행연도 an anul godina leto tahun metai aasta gads سال السنة 出版年度 公開年 発行年月日"
    " produceddateyi updatedate",
    "doi": "doi itemdoi di doilink digitalobjectidentifier digitalobjectidentifiers originalpaperdoi"
    " prismdoi dcidentifier doiids",
    "venue": "sourcetitle publicationtitle pubtitle primarylocationsourcedisplayname"
    " primarylocationdisplayname locationssourcedisplayname hostvenuedisplayname journalbook journal"
    " journaltitle booktitle publicationname prismpublicationname containertitle publication source venue"
    " so zeitschrift zeitschriftzeitung quelle revue revista rivista fonte tijdschrift czasopismo časopis"
    " folyóirat tidskrift tidsskrift lehti julkaisu dergi журнал источник περιοδικό 期刊 刊名 文献来源"
    " 来源 雑誌 誌名 저널 학술지 jurnal žurnalas ajakiri 来源出版物名称 出版物名 掲載誌 названиеисточника"
    " 학술지명 journaltitles journalref ispartof periodical periodicalnewspaper anthologytitle publisher",
    "language": "languageoforiginaldocument languageofarticle language languages la sprache langue idioma"
    " lingua taal język jazyk nyelv språk kieli dil язык мова γλώσσα 语言 言語 언어 bahasa",
    "keywords": "authorkeywords keywords keyword manualtags keywordsdisplayname keywordskeyword de"
    " schlagworte schlagworter schlusselworter motscles palabrasclave palavraschave parolechiave"
    " trefwoorden słowakluczowe klíčováslova kulcsszavak nyckelord nøkkelord emneord avainsanat asiasanat"
    " anahtarkelimeler ключевыеслова ключовіслова λέξειςκλειδιά 关键词 关键字 キーワード 키워드"
    " cuvintecheie ključneriječi katakunci indexkeywords keywordsplus ieeeterms meshterms subjectterms"
    " subjects id",
    "publication_type": "documenttype publicationtype articletype contenttype itemtype doctype type dt"
    " documentidentifier dokumenttyp dokumententyp",
}
_SHORT = {"ti", "ab", "af", "au", "py", "di", "so", "la", "de", "id", "dt"}  # tags of Web of Science
_WEAK = {"description", "dcdescription"}  # many tables have such a column; beside a title it is an abstract
_MOST_WORDS = 6
_LONGEST = 100  # characters of a heading; longer cells are no headings
LARGEST_WIDTH = 1_000  # columns; the widest export in use has some two hundred

Layout = Mapping[str, Sequence[int]]
"""Column indices by field of `Record`, the best first."""


def folded(heading: str) -> str:
    """Return a heading for comparing: letters and digits in lower case, without accents ("Zeitschrift/Zeitung")."""
    decomposed = unicodedata.normalize("NFKD", heading.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


_KNOWN = {field: [folded(name) for name in names.split()] for field, names in _HEADINGS.items()}
_FIELD_OF = {name: field for field, names in _KNOWN.items() for name in names}
# Words that may stand beside a known one in a heading: "Title of paper", "Abstract (English)", "Author(s) name".
_BESIDE = frozenset(
    map(
        folded,
        "paper article document item work study record report of the en eng english englisch original originaler text"
        " full name names list s main published publication pub time der des du de la le no arbeit artikel beitrag"
        " deutsch german veröffentlichung publikation travail mémoire artículo articolo artigo trabajo lavoro français"
        " español in".split(),
    )
)
_WORD_ENDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


def field_of(heading: str) -> str:
    """Return the field that a heading names beside harmless words, or in two languages; empty when none.

    "Title of paper" and "Summary-摘要" are understood so, "Title abbreviation" is not.
    """
    if len(heading) > _LONGEST:
        return ""
    words = [name for word in _WORD_ENDS.split(heading) if (name := folded(word))]
    fields = {_FIELD_OF[word] for word in words if word in _FIELD_OF and word not in _SHORT and word not in _BESIDE}
    if len(fields) != 1 or len(words) > _MOST_WORDS:
        return ""
    (field,) = fields
    return field if all(word in _BESIDE or _FIELD_OF.get(word) == field for word in words) else ""


def field_named(name: str) -> tuple[str, int]:
    """Return the field that a name of a member stands for, and its rank among those of the field; ("", 0) when none."""
    own = folded(name)
    field = _FIELD_OF.get(own, "")
    if not field or own in _SHORT:
        return "", 0
    return field, _KNOWN[field].index(own)


def _is_of_wos(headings: Sequence[str]) -> bool:
    """Tell whether the headings are those of the tab-delimited export of Web of Science."""
    return {"PT", "AU", "TI", "SO"} <= {heading.strip() for heading in headings}


def _has_tags(headings: Sequence[str]) -> bool:
    """Tell whether headings are tags of Web of Science, as programs that read its exports write them."""
    tags = {heading.strip() for heading in headings}
    return "TI" in tags and len({"AU", "AB", "PY", "SO", "DI"} & tags) > 1


def layout(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> Layout | None:
    """Find the columns of the fields; a field that `mapping` names comes from that column alone.

    Returns:
        Column indices by field; None when there is neither a title nor an abstract among them.

    Raises:
        RecordsError: when the mapping names an unknown field.
    """
    unknown = sorted(set(mapping or ()) - set(FIELDS))
    if unknown:
        raise RecordsError(f"the column mapping names {unknown[0]!r}; the fields are {', '.join(FIELDS)}")
    names = [folded(heading) if len(heading) <= _LONGEST else "" for heading in headings[:LARGEST_WIDTH]]
    places: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        places[name].append(index)
    passed_over = set() if _has_tags(headings) else set(_SHORT)
    if "sourcetitle" in places:
        passed_over.add("source")  # of Scopus: the database
    found = {}
    for field, known in _KNOWN.items():
        wanted = (
            [folded(mapping[field])] if mapping and field in mapping else [n for n in known if n not in passed_over]
        )
        found[field] = [index for name in wanted for index in places.get(name, ())]
        if mapping and field in mapping and not found[field]:
            return None
    for index, heading in enumerate(headings[:LARGEST_WIDTH]):
        field = "" if names[index] in _FIELD_OF else field_of(heading)
        if field and not found[field] and field not in (mapping or {}):
            found[field] = [index]
    alone = [index for index in found["abstract"] if names[index] not in _WEAK]
    return found if found["title"] or alone else None


def table_format(headings: Sequence[str]) -> str:
    """Name the database whose headings these are, or "table-csv"."""
    names = {folded(heading) for heading in headings[:LARGEST_WIDTH]}
    if _is_of_wos(headings):
        return "wos-tab"
    known = {
        "scopus-csv": ({"title", "eid"}, {"sourcetitle", "citedby", "link"}),
        "ieee-csv": ({"documenttitle", "publicationtitle"}, {"pdflink", "ieeeterms", "documentidentifier"}),
        "springer-csv": ({"itemtitle", "itemdoi"}, {"contenttype", "publicationtitle"}),
        "lens-csv": ({"lensid", "title"}, {"lensid"}),
        "pubmed-csv": ({"pmid", "title"}, {"journalbook"}),
        "openalex-csv": ({"id"}, {"authorshipsauthordisplayname", "primarylocationsourcedisplayname", "authornames"}),
    }
    return next((name for name, (all_of, any_of) in known.items() if all_of <= names and any_of & names), "table-csv")
