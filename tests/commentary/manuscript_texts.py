"""Made-up articles in several languages, for the tests of the readers."""

HARBOUR = (
    (
        "The harbour has been quiet since the spring, when the last of the large ferries was "
        "sold and towed away to the breakers. Nobody in the town had thought that it would end "
        "like this."
    ),
    (
        "What followed was a long argument about the ground. The council wanted flats, the "
        "fishermen wanted their sheds back, and the young people, who were asked last, wanted a"
        " place in which nothing had to be bought."
    ),
    (
        "It took four summers until the three of them sat at one table. The minutes of that "
        "evening are short. ‘We agree on the trees,’ it says there, and nothing else."
    ),
    (
        "Today one can sit under them and look at the water. There are benches, and a small "
        "house in which the keys of the boats are kept, and whoever wants one writes a name in "
        "the book."
    ),
)
HAFEN = (
    (
        "Der Hafen ist still, seit im Frühjahr die letzte große Fähre verkauft und zum "
        "Abwracken geschleppt wurde. Niemand in der Stadt hatte geglaubt, dass es so enden "
        "würde."
    ),
    (
        "Was folgte, war ein langer Streit um den Grund. Der Rat wollte Wohnungen, die Fischer "
        "wollten ihre Schuppen zurück, und die Jungen wollten einen Ort, an dem nichts gekauft "
        "wird."
    ),
    (
        "Vier Sommer dauerte es, bis die drei an einem Tisch saßen. Das Protokoll jenes Abends "
        "ist kurz. „Über die Bäume sind wir einig“, steht dort, und sonst nichts."
    ),
)
PUERTO = (
    (
        "El puerto está en silencio desde la primavera, cuando se vendió el último de los "
        "grandes transbordadores. Nadie en la ciudad había pensado que todo acabaría de esta "
        "manera."
    ),
    (
        "Lo que siguió fue una larga discusión sobre el suelo. El concejo quería viviendas, los"
        " pescadores querían sus casetas, y los jóvenes querían un lugar en el que no hubiera "
        "que comprar nada."
    ),
)
KIKOTO = (
    "春に最後の大きなフェリーが売られ、解体のために曳かれていってから、港は静かだ。町の誰も、こんな終わり方をするとは思っていなかった。",
    "そのあとに続いたのは土地をめぐる長い議論だった。議会は住宅を望み、漁師たちは小屋を取り戻したがり、最後に尋ねられた若者たちは何も買わなくてよい場所を望んだ。",
)
