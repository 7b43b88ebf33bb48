"""Tags: what was going on, in the person's own words."""

from dataclasses import dataclass, field

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import TagId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word that can be put on a check-in.

    Attributes:
        name: The word or words; not empty, without blanks at the ends.
        merged_into: The tag that stands for it since the two were merged. None: itself.
        id: Identity, kept when the tag is renamed.
    """

    name: str = field(repr=False)
    merged_into: TagId | None = None
    id: TagId = field(default_factory=lambda: TagId(new_id()))

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFieldError("name", "Give the tag a name.")
        if self.name != self.name.strip():
            raise InvalidFieldError("name", "The name has blanks at its ends.")
        if self.merged_into == self.id:
            raise InvalidFieldError("merged_into", "A tag cannot be merged into itself.")
