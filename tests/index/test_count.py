from index.count import TokenCounter, prompt_tokens


def test_prompts_are_counted_offline():
    assert prompt_tokens("ask your articles") == 3
    assert prompt_tokens("") == 0
    assert prompt_tokens("<|endoftext|>") > 1  # text is never a command


def test_the_embedders_tokens_are_never_cut_short(embedder):
    counter = TokenCounter(embedder.folder / "tokenizer.json")
    assert counter.count("word " * 1000) == 1000
    assert counter.count("") == 0
