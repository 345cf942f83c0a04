"""The courses that are taught here stand in the catalogue by which training is noted."""

from __future__ import annotations

from havenkeep.lessons.domain.course import COURSE_IDS, load_course
from havenkeep.training.domain.catalogue import courses


def test_every_course_of_ours_is_in_the_catalogue_and_no_other_says_so() -> None:
    assert {row.id for row in courses().values() if row.ours} == set(COURSE_IDS)


def test_what_the_catalogue_says_a_course_covers_is_taught_in_it() -> None:
    for course_id in COURSE_IDS:
        taught = {lesson.outcome.value for lesson in load_course(course_id).lessons}
        assert {outcome.value for outcome in courses()[course_id].covers} <= taught
