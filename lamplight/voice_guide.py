"""The prose of docs/voice.md; its lists come from the terms and rules themselves."""

from __future__ import annotations

GUIDE = """\
# How Lamplight speaks

A handout is read by a girl at a bus stop, a night clerk, a father who has just found a second phone. We write for
them, not for the people who pay for the paper. `python generate.py check --words` measures what can be measured.

## Tone

Calm, warm, exact. We say what happens, what one may notice and what to do, in the order in which a reader needs it.
We never frighten, shame or thrill. Nobody on our pages is a hero, and nobody is lost.

- To a young person: “you”. First what they need to hear (*You are not in trouble*), then what they can do.
- To an adult: what to see, what to say, whom to call. They need a worry, not proof.
- What a page promises, somebody must be able to keep. We write “you choose what to tell”, not “all will be well”.

## Easy to read

At most school grade 6 for the public and 8 for professionals; each `material.yaml` says which. Short sentences, one
thought each. The word one would use at a kitchen table: *help*, not *assistance*. Lists rather than long sentences.
English is measured by Flesch-Kincaid, Spanish by Crawford's formula for school texts; of all that a page says, and of
its whole sentences alone, the harder one counts, so that short labels hide nothing. Both formulas count syllables and
sentences and know nothing of sense, so a low grade is where the work begins. (In Spanish the syllables are those at
which a word may be broken: 6 % too few, which makes a text seem half a grade easier than it is.)

## The person first

A child is a child: not a case, a survivor in training, or a risk. Exploitation is done *to* somebody, by somebody. So
the sentence has a person who exploits or a person who buys, and the child is not its cause. Risk lies in what
surrounds a child (a need, a rejection, a closed door), never in who they are. Who is under 18 needs no force, fraud or
coercion to be a victim (22 U.S.C. § 7102(11)); we do not ask a reader to look for any.

We say **exploited child**, **trafficking**, **person who exploits**, **person who buys**, **survivor** of somebody who
calls themself so. We count girls, boys and transgender youth as readers of every page.

## One thing to do

Each page has one call to action: the sentence marked `data-action` in its template, and its largest number to call.
A page with two asks for neither. A cover that must give nothing away asks for nothing, and says so: `data-quiet`.

## Figures

Figures of hidden crimes are mostly guesses, and a wrong one outlives every correction. We get along without. Who
needs one writes it into an entry with a `source:` beside it (author, title, year), and prints both. No figure, and
free to use:

{allowed}

## Pictures

Ordinary places, ordinary people of many kinds, evening light, someone who listens. Hope is shown, not announced. No
chains, bars, bruises, tears, barcodes, dark hoods, hands over mouths; no photographs of children.

## Words of the trade

Slang (“the life”, “daddy”, “date”) may be quoted, with its meaning, where adults need to recognise it. It never becomes
our own word. Terms marked † may be quoted in this way and no other.

*Rape culture* is a term of the field: it may stand in materials for professionals, which explain it, and we tell the
public what it means instead, “jokes and songs that make harm look normal”. *Victim* is right where the law speaks; to
the person themself we say *you*.

## Words that we avoid

{tables}"""
