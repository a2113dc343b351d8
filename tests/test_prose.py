from __future__ import annotations

from lamplight import prose

PAGE = """<html><head><title>Not said</title><style>p {}</style></head><body>
<section class="page cover" data-quiet><h1>Glad you<br>are here</h1><svg><title>A hill</title><path/></svg></section>
<section class="page"><h2 data-action>Call <b>today</b></h2>
<ul><li>You are safe here</li><li>Call 916-555-0142 in Placer County</li></ul><img src="x.svg" alt="A logo">
<p class="small sources">22 U.S.C.</p><footer><p>A Report (2013)</p></footer><p>After it.</p></section></body></html>"""


def test_blocks_are_read_in_order_and_citations_apart() -> None:
    page = prose.read(PAGE)
    safe, call = "You are safe here", "Call 916-555-0142 in Placer County"
    assert page.said == ("Glad you are here", "Call today", safe, call, "After it.")
    assert page.cited == ("22 U.S.C.", "A Report (2013)")


def test_what_is_local_is_taken_out_the_longest_first() -> None:
    said = prose.read("<p>Placer County Help: call</p><p>Placer County</p>").without(
        ["Placer County", "Placer County Help"]
    )
    assert said == (": call",)


def test_each_block_becomes_a_sentence() -> None:
    assert (
        prose.joined(["You are safe here", "We can talk.", "“Really?”"]) == "You are safe here. We can talk. “Really?”"
    )


def test_labels_and_items_are_no_sentences() -> None:
    blocks = ["Scan to chat", "Call now!", "You are not in trouble.", "“You owe me, all of you.”"]
    assert prose.sentences(blocks) == ("You are not in trouble.", "“You owe me, all of you.”")


def test_calls_to_action_are_counted_by_page() -> None:
    cover, inside = prose.read(PAGE).sections
    assert (cover.quiet, cover.calls) == (True, [])
    assert (inside.quiet, inside.calls) == (False, ["Call today"])


def test_two_calls_are_two_even_one_within_the_other() -> None:
    (page,) = prose.read('<section class="page"><h2 data-action>A</h2><p data-action>B</p></section>').sections
    assert page.calls == ["A", "B"]
