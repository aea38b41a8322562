"""An exercise that asks what a test needs, and says one thing of whatever was answered."""

from typing import ClassVar

from collabkit.exercises import Exercise
from collabkit.findings import Findings


class Asking(Exercise):
    id = "asking"
    example: ClassVar = {}

    def __init__(self, *questions):
        self.asked = questions

    def ask(self, answers):  # noqa: ARG002 - the same for everybody
        return self.asked

    def find(self, sitting):  # noqa: ARG002 - the same of everything
        return Findings.of("It was read.")
