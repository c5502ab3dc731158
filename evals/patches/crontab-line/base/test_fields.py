from fields import parse_field


def test_a_number_with_a_step_goes_on_to_the_end():
    assert parse_field("10/20", 0, 59) == {10, 30, 50}
