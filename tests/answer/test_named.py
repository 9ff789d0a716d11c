from answer.named import has, is_written_otherwise, names_in, small_names


def test_names_are_capitals_within_a_sentence_but_no_days_or_months():
    assert names_in("Did Maria Keller meet the OSCE in Bonn on Monday, 3 May?") == ["Maria Keller", "OSCE", "Bonn"]
    assert names_in("who fired on bonn?") == []


def test_words_typed_small_are_names_where_the_articles_write_them_with_a_capital_only():
    texts = "On the day they left Bonn. Mayors of other towns came to Bonn, and the Mayor of Bonn came late."
    assert small_names("how many mayors left bonn?", texts) == ["bonn"]
    assert small_names("How many left bonn?", texts) == []


def test_a_country_is_there_by_what_is_of_it_and_a_name_by_its_spellings():
    assert has("The Syrian delegation left.", "Syria")
    assert has("Volodymyr Zelenskiy spoke.", "Volodymyr Zelensky")
    assert not has("The syrup was spilt.", "Syria")
    assert has("Zelenskiy spoke.", "Volodymyr Zelensky")


def test_letters_may_stand_for_words():
    assert is_written_otherwise("the Organization for Security and Co-operation of Europe", "OSCE")
    assert is_written_otherwise("In Bonn, the Federal Bureau of Investigation asked Berg.", "FBI")
    assert not is_written_otherwise("Only some came early.", "OSCE")
    assert not is_written_otherwise("Bonn was calm. But Berg spoke. Cars passed.", "BBC")


def test_letters_stand_by_themselves():
    assert not has("RUSSIAN delegates left.", "US")
    assert has("The U.S. delegates left.", "US")
    assert has("Said the EU's envoy.", "EU")
    assert not has("A EUROPEAN envoy left.", "EU")
