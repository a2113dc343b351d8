"""The terms that the handouts avoid, each with what to say instead and why. Explained in docs/voice.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Term:
    """A term to avoid: as people say it, what to say instead, why, and the pattern that finds it.

    A `quotable` one may be quoted as a word of the trade, where a page explains it.
    """

    said: str
    instead: str
    why: str
    pattern: str
    quotable: bool = False

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.pattern})\b", re.IGNORECASE)

    def found_in(self, text: str) -> bool:
        """Is it there, as whole words, in any case?"""
        return bool(self._compiled.search(text))


CHILD = r"(?:child(?:ren)?|kids?|teens?|teenagers?|minors?|youths?|girls?|boys?|students?|young people)"
NO_CHOICE = "it blames the child for what was done to them"

ENGLISH = (
    # What is done to a child is not a trade of theirs.
    Term("child prostitute", "sexually exploited child", "a child cannot sell sex: somebody sells the child",
         r"child(?:hood)? prostitut\w*|prostituted (?:child|teen|youth|minor|girl|boy)\w*"),
    Term("prostitute, prostitution", "sexual exploitation", NO_CHOICE, r"prostitut\w*"),
    Term("teen sex worker, underage escort", "exploited young person", "a child is not at work",
         r"(?:teen|teenage|juvenile|under-?age|minor|young|child) (?:sex work\w*|hooker\w*|escort\w*|call girl\w*)"),
    Term("sex work", "exploitation", "work is what one may choose and leave", r"sex[- ]work\w*|sex trade"),
    Term("hooker, whore, ho", "exploited person", "an insult is no name", r"hookers?|whores?|hoe?s?|streetwalkers?",
         quotable=True),
    Term("child pornography", "images of child sexual abuse", "it is the record of a crime against a child",
         r"(?:child|kiddie|kid|teen) porn\w*"),
    Term("sex tourism", "travel to abuse children", "it sounds like a holiday", r"sex touris\w+"),
    Term("sex with a child", "sexual abuse", "it is a crime, not an act of two",
         r"sex with (?:a |an |the )?(?:child|minor|teen|kid|under-?age|student)\w*|had sex with|"
         r"sexual relations?(?:hips?)?"),
    Term("consensual sex, consented to it", "a child cannot agree to this",
         "the law knows no consent of a child to be sold",
         r"consensual sex\w*|consensual (?:act|relation)\w*|consent(?:ed|s) to (?:sex|be|being|it)"),
    Term("molested, fondled", "sexually abused", "soft words hide harm", r"molest\w*|fondl\w*"),
    # Nobody chooses it.
    Term("chose to sell sex, sells her body", "was exploited", NO_CHOICE,
         r"(?:chose|chooses?|choice) to (?:sell|trade)|(?:sell|sells|selling|sold) (?:their|her|his) bod(?:y|ies)"),
    Term("promiscuous, seductive, slut", "say what was done to the child", NO_CHOICE,
         r"promiscu\w*|loose (?:girl|woman|women|morals?)|sluts?|slutty|seductive|provocative|fast girls?"),
    Term("willing victim, voluntary participant", "victim", NO_CHOICE,
         r"(?:willing|voluntary|complicit) (?:victim|participant)s?"),
    Term("asked for it, put herself in danger", "someone used a need", NO_CHOICE,
         r"asked for it|(?:was|were) asking for it|put (?:her|him|them)sel(?:f|ves) (?:at risk|in danger)"),
    Term("victim mentality", "is coping with trauma", "it makes a wound look like a habit",
         r"victim mentality|play(?:s|ing|ed)? the victim"),
    Term("a child admits, the student claims", "says, tells", "the child is not accused, and is believed",
         r"(?:child|teen|student|victim|girl|boy|youth) (?:admit(?:s|ted)?|confess\w*|claim(?:s|ed)?)"),
    # Who buys and who exploits.
    Term("john, her client", "person who buys", "an exploiter's word makes abuse sound like custom",
         r"johns?|tricks? (?:who|that) (?:pay|buy)\w*|(?:paying|her|his) (?:clients?|customers?)", quotable=True),
    Term("pimp", "person who exploits", "songs and films made it sound smart", r"pimp(?:s|ed|ing)?", quotable=True),
    Term("sugar daddy, sugar baby", "adult who pays to abuse", "sweet words for a crime",
         r"sugar (?:dadd(?:y|ies)|bab(?:y|ies)|momm(?:a|y))", quotable=True),
    Term("predator, monster, pervert", "person who exploits", "one looks for a monster and misses a friend or a cousin",
         r"predators?|predatory|monsters?|perverts?"),
    Term("stranger danger", "people a child knows, too", "it is often somebody whom the child knows",
         r"stranger[- ]danger"),
    # Who helps.
    Term("rescue, save our children, saviour", "help, find safety", "it makes others the heroes and the child a thing",
         r"rescu(?:e|es|ed|er|ers|ing)|saviou?rs?|save (?:a|the|these|our) (?:child(?:ren)?|kids?|girls?)"),
    Term("voiceless", "let survivors speak", "they have a voice; what is missing is listeners",
         r"voiceless|a voice (?:to|for) (?:victims|survivors|children)"),
    Term("Polaris", "the National Human Trafficking Hotline", "it no longer runs the hotline", r"Polaris"),
    # Large words.
    Term("modern slavery, sex slave, lured into slavery", "trafficking, exploitation",
         "it calls up chains, and the child in front of us has none", r"slave\w*|enslave\w*|slavery"),
    Term("damaged girl, ruined life, stolen innocence", "hurt; people heal", "nobody is spoiled by what others did",
         r"damaged (?:goods|girl|child)\w*|ruined (?:life|lives|girl|child)\w*|broken (?:girl|boy|child|kid|soul)\w*|"
         r"(?:lost|stolen|robbed of) (?:their |her |his )?(?:innocence|childhood)|innocence (?:lost|stolen)"),
    Term("horrific, shocking, nightmare, epidemic", "say plainly what happens", "fear makes people look away",
         r"horrif\w+|horrors?|shocking\w*|nightmares?|epidemic|scourge|evil"),
    # The child is not the problem.
    Term("at-risk kids", "children whom others put at risk", "the risk lies in what surrounds a child",
         rf"(?:at|high)[- ]risk {CHILD}"),
    Term("troubled teen, problem child", "a young person who needs support", "it names a child by a hard time",
         rf"(?:troubled|problem|difficult|wayward|delinquent) {CHILD}|delinquents?"),
    Term("a runaway, runaway girl, throwaway", "a child who ran away, who is missing",
         "running is something one does, often from harm",
         rf"runaway {CHILD}|(?:a|the|many|most|are|is) runaways?(?! and)|throw-?aways?"),
    Term("broken home", "a family under strain", "homes of every kind raise children well",
         r"broken (?:home|famil)\w*"),
    Term("normal child, normal family", "other children", "as if the others were not",
         r"normal (?:child|kid|teen|famil|girl|boy)\w*"),
    Term("inner-city, ghetto", "name the place", "a code for race", r"inner[- ]city|ghettos?|urban youth"),
    # Person first.
    Term("illegal alien, illegals", "person without papers", "a person is not illegal", r"illegals?|aliens?"),
    Term("suffers from, handicapped, wheelchair-bound", "has a disability, uses a wheelchair", "pity is no help",
         r"suffers? from|suffering from|handicapped|retard\w*|crippled?|wheelchair[- ]bound|confined to a wheelchair"),
    Term("addict, junkie", "person who uses drugs", "an illness is not a name", r"addicts?|junkies?|drug abusers?"),
    Term("homosexual, transgendered, gay lifestyle", "gay, lesbian, transgender",
         "words from a time when it was called an illness", r"homosexuals?|transgendered|transvestites?|"
         r"sexual preference|(?:gay|alternative) lifestyles?"),
    Term("committed suicide", "died by suicide", "it is no crime", r"commit(?:s|ted|ting)? suicide"),
)  # fmt: skip

SPANISH = (
    Term("prostitución infantil, prostituta", "explotación sexual, niña explotada",
         "una niña no se vende: alguien la vende", r"prostitu\w*"),
    Term("trabajo sexual, trabajadora sexual", "explotación", "el trabajo se elige y se deja", r"trabaj\w+ sexual\w*"),
    Term("pornografía infantil", "imágenes de abuso sexual infantil", "es la prueba de un delito contra un niño",
         r"pornograf[ií]a infantil|porno(?:graf[ií]a)? (?:de|con) (?:menores|niñ\w+)"),
    Term("trata de blancas", "trata de personas", "el término es racista y deja fuera a casi todas las víctimas",
         r"trata de blancas"),
    Term("proxeneta, padrote, chulo", "la persona que explota", "suena a oficio o a elogio",
         r"proxenet\w*|padrot\w*|chulos?|lenon\w*", quotable=True),
    Term("sus clientes", "quien paga", "quien paga por abusar no es cliente de nadie",
         r"(?:sus?|los) clientes? (?:que )?pag\w+|sus clientes", quotable=True),
    Term("rescatar, salvador", "ayudar", "hace héroes de otros y de la niña una cosa", r"rescat\w*|salvador\w*"),
    Term("esclavitud moderna", "trata, explotación", "hace pensar en cadenas que nadie ve", r"esclav\w*"),
    Term("relaciones sexuales con un menor", "abuso sexual", "es un delito, no un acto de dos",
         r"(?:relaciones|sexo) (?:sexuales )?con (?:una?s? )?(?:menor|niñ|adolescente)\w*|consensuad\w*"),
    Term("vender su cuerpo", "fue explotada", "culpa a quien sufrió el daño",
         r"vend\w+ su cuerpo|se vend(?:e|en|ió) por"),
    Term("promiscua, provocativa", "diga lo que le hicieron", "culpa a quien sufrió el daño",
         r"promiscu\w*|provocativ\w*"),
    Term("depredador, monstruo", "la persona que explota", "se busca un monstruo y no se ve al amigo ni al primo",
         r"depredador\w*|monstruos?|pervertid\w*"),
    Term("joven problemático, hogar roto", "joven que necesita apoyo", "nombra a alguien por un mal momento",
         r"(?:joven|jóvenes|niñ\w|adolescente|chic\w)s? (?:problem[aá]tic|difícil|conflictiv)\w*|"
         r"hogar(?:es)? (?:rotos?|desintegrad\w+)"),
    Term("los ilegales", "personas sin papeles", "ninguna persona es ilegal",
         r"(?:los|las|un|una|inmigrantes?|personas?|niñ[oa]s?) ilegal(?:es)?"),
    Term("minusválido, sufre de", "persona con discapacidad", "la lástima no ayuda",
         r"minusv[aá]lid\w*|inv[aá]lid[oa]s?|retrasad\w+|sufren? de"),
    Term("cometer suicidio", "morir por suicidio", "no es un delito", r"comet\w+ suicidio"),
    Term("Polaris", "la Línea Nacional contra la Trata de Personas", "ya no la opera", r"Polaris"),
)  # fmt: skip
