"""Draw records: everything about a draw in one JSON object that anyone can check.

The schema ships as `fairplaces/record/schema.json` (JSON Schema 2020-12).
"""

from fairplaces.record.allocations import allocation_of
from fairplaces.record.hashing import problem_hash, record_hash, sealed
from fairplaces.record.make import make_record
from fairplaces.record.problems import anonymous
from fairplaces.record.steps import Standing, standing_of
from fairplaces.record.verifying import Verification, problem_of, verify

__all__ = [
    "Standing",
    "Verification",
    "allocation_of",
    "anonymous",
    "make_record",
    "problem_hash",
    "problem_of",
    "record_hash",
    "sealed",
    "standing_of",
    "verify",
]
