"""What the domain refuses, said so that a form can point at the field."""


class InvalidFieldError(ValueError):
    """A field has a value it cannot have.

    Never repeats the value, so it is safe to log.

    Attributes:
        field: Name of the field, as in the class it belongs to.
        problem: One sentence for the person.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem
