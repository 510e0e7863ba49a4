"""A provider whose documents a test invents."""

from collections.abc import Iterable, Sequence

from loim.search.providers import Document, Provider, Words


class Invented:
    """Documents by id; `home` is their page."""

    key = "invented"

    def __init__(self) -> None:
        self.documents: dict[int, Document] = {}

    def say(self, pk: int, title: str, body: str = "", *, language: str = "et", **more) -> Document:
        keywords = more.pop("keywords", "")
        texts = more.pop("texts", None) or {language: Words(title, body, keywords)}
        document = Document(object_id=pk, texts=texts, language=language, url_name="home", **more)
        self.documents[pk] = document
        return document

    def ids(self) -> Iterable[int]:
        return list(self.documents)

    def give(self, ids: Sequence[int]) -> Iterable[Document]:
        return [self.documents[pk] for pk in ids if pk in self.documents]

    @property
    def provider(self) -> Provider:
        return Provider(
            key=self.key, label="Invented", ids=self.ids, documents=self.give,
            kinds={"guide": "guide", "story": "story"},
        )  # fmt: skip
