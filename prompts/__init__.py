"""The words that On Record itself uses: templates with declared variables, loaded and fingerprinted.

A template is a file `prompts/NAME.md`; its first line declares its variables, `variables: who, place`, and what follows
the blank line is the text, with each variable in braces.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from langchain_core.prompts import PromptTemplate

from records import OnRecordError


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template that is filled in with exactly the variables that it declares."""

    name: str
    template: PromptTemplate
    fingerprint: str

    def fill(self, **values: str) -> str:
        """The text with its variables filled in; braces within a value stay as they are.

        Raises:
            OnRecordError: a variable is missing or is not declared.
        """
        declared = set(self.template.input_variables)
        if set(values) != declared:
            raise OnRecordError(
                f"prompts/{self.name}.md wants {sorted(declared)}; it was given {sorted(values)}.",
                "Fill in each declared variable, and no other.",
            )
        return str(self.template.format(**values))


@cache
def load(name: str, folder: Path = Path(__file__).parent) -> Prompt:
    """The template `NAME.md`.

    Raises:
        OnRecordError: there is no such file, or it declares other variables than it uses.
    """
    path = folder / f"{name}.md"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.md")))
        raise OnRecordError(f"There is no prompt {name!r}.", f"There are: {known}")
    source = path.read_text(encoding="utf-8")
    first, _, body = source.partition("\n\n")
    declared = sorted(word.strip() for word in first.removeprefix("variables:").split(",") if word.strip())
    template = PromptTemplate.from_template(body.rstrip("\n"))
    if not first.startswith("variables:") or sorted(template.input_variables) != declared:
        raise OnRecordError(
            f"prompts/{name}.md declares {declared} and uses {sorted(template.input_variables)}.",
            "Its first line must read: variables: " + ", ".join(sorted(template.input_variables)),
        )
    return Prompt(name, template, hashlib.sha256(source.encode()).hexdigest()[:12])
