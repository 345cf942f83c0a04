from __future__ import annotations

import re

from havenkeep.web.first_aid.domain.contacts import contacts, first_aid_contacts


def test_every_number_says_where_it_was_read_and_how_sure_we_are() -> None:
    for contact in contacts().values():
        assert contact.source
        assert contact.certainty
        assert re.fullmatch(r"[0-9]{3,11}", contact.dial)


def test_danger_to_people_comes_first() -> None:
    assert first_aid_contacts()[0].phone == "999"


def test_the_nhs_cyber_line_is_there_at_all_hours() -> None:
    assert contacts()["nhs_cyber"].phone == "0300 303 5222"
    assert "every day" in contacts()["nhs_cyber"].hours
