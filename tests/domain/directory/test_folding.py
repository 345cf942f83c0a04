"""Names are found however they are typed, and shown as a person would write them."""

from __future__ import annotations

import pytest

from havenkeep.directory.domain.folding import fold, haystack, reading_case, search_words, without_code


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("st josephs", "SAINT JOSEPH'S"),
        ("saint joseph’s", "St Joseph's"),
        ("rose and crown", "Rose & Crown"),
        ("O'Connor house", "OCONNOR HOUSE"),
        ("Café  del-mar", "CAFE DEL MAR"),
        ("oak limited", "OAK LTD."),
    ],
)
def test_the_same_name_folds_the_same_however_it_is_typed(typed: str, listed: str) -> None:
    assert fold(typed) == fold(listed)


def test_a_cqc_number_stays_one_word() -> None:
    assert search_words("1-123456789") == ("1-123456789",)


def test_words_that_tell_nothing_are_looked_for_only_when_alone() -> None:
    assert search_words("The Limes and the Oaks") == ("limes", "oaks")
    assert search_words("the") == ("the",)
    assert search_words(" ,.- ") == ()


def test_a_very_long_search_is_cut_to_a_few_words() -> None:
    assert len(search_words(" ".join(f"word{number}" for number in range(500)))) == 8
    assert len(search_words("x" * 5000)[0]) == 40


def test_a_haystack_holds_every_word_with_a_space_before_it() -> None:
    held = haystack(
        names=("Oak Lodge", "OAK LODGE"),
        places=("Leeds",),
        postcode="LS1 4AB",
        codes=("VN1AB", "1-123456789", ""),
    )
    assert held == " oak lodge leeds ls1 4ab vn1ab 1-123456789 ls14ab"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("OAK LODGE (VN1AB)", "OAK LODGE"),
        ("OAK LODGE (vn1ab)", "OAK LODGE"),
        ("OAK LODGE (CHELMSFORD) (VN1AB)", "OAK LODGE (CHELMSFORD)"),
        ("OAK LODGE (LEEDS)", "OAK LODGE (LEEDS)"),
        ("(VN1AB)", ""),
    ],
)
def test_an_organisations_own_code_is_taken_off_its_name(name: str, shown: str) -> None:
    assert without_code(name, code="VN1AB") == shown


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("THE OAKS AT ST MARY'S", "The Oaks at St Mary's"),
        ("O'CONNOR AND MCALLISTER CARE LTD", "O'Connor and McAllister Care Ltd"),
        ("ABC NHS TRUST (LEEDS)", "Abc NHS Trust (Leeds)"),
        ("BTMK CARE 24 HQ", "BTMK Care 24 HQ"),
        ("21ST CENTURY CARE", "21st Century Care"),
        ("Already Written Well", "Already Written Well"),
        ("eCare", "eCare"),
    ],
)
def test_a_shouted_name_is_shown_as_a_person_would_write_it(listed: str, shown: str) -> None:
    assert reading_case(listed) == shown
