#!/usr/bin/env python3
"""Write a deterministic folder of front-matter news stories to benchmark with.

    make_corpus.py --articles 20000 --out corpus --seed 1

makes corpus/news/YYYY-MM-DD-slug.md. The same arguments always make the same
bytes. Standard library only. The stories are invented: names of people, companies and
publications come from the word lists below.
"""

import argparse
import base64
import itertools
import random
import re
import shutil
import time
from bisect import bisect
from datetime import UTC, datetime, timedelta
from pathlib import Path

CITIES = """Arden Belport Calderon Dunmore Eastwick Farrow Glenrock Harwich Ipsley Jarrow Kelso Lydgate
Marlow Northam Oakridge Pendle Quorn Redcliff Saltash Tarvin Ulverton Ventnor Westray Yarmton Zeal Ashby
Brixholm Corbridge Dalston Elswick Fenwick Graystone Holt Ingleby Kirkwall Lorne Moray Norwick Ormond
Penrose Radley Selkirk Thornbury Upton Varley Wickham Axford Bramley Colwell Derwent""".split()
PAPERS = """Times Post Herald Tribune Gazette Chronicle Courier Observer Examiner Dispatch Ledger Register
Sentinel Standard Star Mirror Review Journal Monitor Record Wire Today Insider Report Digest""".split()
TLDS = ["com"] * 12 + ["org", "net", "co.uk", "com.au", "io", "news", "ca", "ie"]
SURNAMES = """Abara Acosta Adeyemi Ahlberg Akhtar Alden Amari Anand Antonov Aoki Arden Aziz Baptiste Barros
Becker Bellamy Berg Bhatt Bianchi Blom Bouchard Brandt Brennan Cabrera Calloway Campos Carver Castellano
Chandra Chowdhury Cisneros Colby Conti Coulter Dahl Dane Darby Delacroix Demir Desai Diallo Dimitrov Dorsey
Draper Duarte Dufour Eaton Ekström Elgin Endo Eriksen Espinoza Fabre Falk Farouk Ferreira Finch Fonseca
Forsyth Fujita Gallo Garza Gauthier Ghosh Gilroy Goncalves Grady Greco Gupta Haas Hadley Halvorsen Hamdi
Hansson Hartley Hassan Hayashi Heller Herrera Hidalgo Hoang Holloway Ibarra Idris Ilves Ishida Ivanova
Jansen Jarvis Jimenez Joshi Juarez Kaplan Karlsson Kato Keller Khatri Kimura Kipling Klein Kovac Kruger
Kurosawa Lachance Lange Larkin Leclerc Lindqvist Lozano Lund Macleod Madsen Malik Mancini Marchetti Mathur
Mbeki Medina Mercer Meyer Mikkelsen Molina Moreau Munroe Nakata Navarro Ndiaye Nguyen Nilsson Novak Nunez
Oakes Obando Ochoa Okafor Olsen Ortega Osman Paley Pappas Pereira Petrov Pham Pinto Plath Quintero Rahman
Ramos Rao Reyes Rhodes Rinaldi Rossi Roth Rowan Saito Salazar Santoro Sato Schreiber Serrano Shah Sharma
Silva Sinclair Soto Stavros Sundaram Suzuki Szabo Takeda Talbot Tanaka Tariq Tesfaye Thakur Torres Tran
Ueda Ulrich Valdez Varga Vasquez Vega Verma Villa Vogel Wadia Walsh Watanabe Weber Winslow Yamada Yilmaz
Zamora Zhou Zielinski""".split()
FIRST = """Ada Amir Ana Arun Bea Ben Carla Chen Dana Dev Elena Emil Farah Finn Grace Hana Hugo Ines Ivan Jae
Jo Kai Lena Leo Lin Mara Max Mina Nadia Noor Omar Petra Priya Rafa Rosa Sam Sara Sven Tara Theo Uma Vera
Wes Xia Yara Zoe""".split()
CO_A = """Alto Astra Axio Beryl Bright Cobalt Core Crest Cyan Delta Echo Ever Flux Fern Glint Halo Helio Hyper
Iris Kite Loop Luma Meridian Mono Nimbus Nova Onyx Orbit Palisade Pico Polar Quanta Rivet Sable Solis Stellar
Strata Tandem Tensor Terra Umbra Vanta Vertex Vivid Wren Zephyr""".split()
CO_B = """ai bio bit book cloud deck field forge form gate grid lab leaf light line logic loop mark mind net path
point port scale sense shift sight space stack stone sync ware wave wise works""".split()
AREAS = """Computer Vision|AI|Machine Learning|Robotics|Self-Driving Cars|Facial Recognition|Cyber Security|Cloud
Computing|Quantum Computing|Healthcare|Genomics|Climate|Energy|Batteries|Solar Power|Wind Power|Fintech|Banking|
Payments|Cryptocurrency|Insurance|Retail|Logistics|Agriculture|Space|Satellites|Drones|Semiconductors|5G|Privacy|
Regulation|Antitrust|Elections|Education|Gaming|Virtual Reality|Augmented Reality|Wearables|Smart Homes|Speech|
Translation|Search|Advertising|Social Media|Streaming|Music|Film|Sport|Travel|Aviation|Shipping|Rail|Housing|
Labour|Startups|Venture Capital|Mergers|Open Source|Databases|Programming|Chatbots|Recommenders|Forecasting|
Fraud|Policing|Defence|Law|Ethics|Accessibility|Ageing|Mental Health|Vaccines|Drug Discovery|Imaging|Surgery|
Nutrition|Water|Forestry|Oceans|Mining|Steel|Chemicals|Construction|Materials|3D Printing|Manufacturing""".split("|")
MODS = ["AI in", "Business of", "Future of", "Data for"]
VERBS = """unveils launches abandons delays expands tests rethinks defends halts doubles trims revives rejects
approves questions hires opens closes buys sells licenses shelves adopts audits settles""".split()
VERBS2 = """exposed revealed suggested confirmed warned predicted concluded admitted argued found reported
claimed disputed showed""".split()
ADJ = """cheaper faster controversial long-awaited experimental national regional autonomous open secretive
ambitious costly popular troubled portable wireless personalised encrypted real-time low-power automated predictive
biometric synthetic modular scalable transparent independent landmark quiet sweeping unproven ageing crowded
remote rural urban underwater airborne medical industrial educational commercial academic federal municipal
cross-border bilateral seasonal temporary permanent voluntary mandatory subsidised profitable""".split()
THING = """camera network platform model chip sensor robot vehicle satellite drone dataset algorithm database
assistant translator marketplace exchange registry passport ticket tractor turbine battery reactor telescope
microscope scanner implant vaccine clinic hospital school campus airport harbour railway bridge tunnel stadium
theatre museum archive library newsroom studio factory warehouse refinery pipeline reservoir dam vineyard orchard
fishery forest glacier coastline corridor border embassy parliament ministry tribunal regulator union charity
fund bank insurer lender broker retailer supermarket restaurant bakery hotel airline shipyard mine quarry
smelter foundry brewery laboratory observatory simulator headset keyboard printer router browser compiler kernel
patent lawsuit settlement subsidy tariff treaty census ballot referendum budget deficit surplus pension salary
rent mortgage invoice payment wallet token ledger contract auction""".split()
GROUP = """researchers doctors teachers drivers farmers pilots nurses engineers lawyers police officers voters
students miners tenants investors regulators lawmakers campaigners journalists designers shoppers patients
commuters fishermen firefighters librarians translators economists historians statisticians""".split()
NOUN = """surveillance privacy accuracy safety revenue demand supply inflation trust bias consent latency capacity
efficiency emissions coverage access reliability security compliance literacy mobility productivity competition
transparency accountability resilience durability diversity turnover""".split()
PLACE = """homes cars phones hospitals schools offices airports stations shops farms factories courts prisons parks
ports warehouses kitchens classrooms laboratories neighbourhoods""".split()
TIME = """this week|last month|in early June|late last year|within two years|by the end of the decade|over the
summer|on Tuesday|on Friday morning|after months of delay|ahead of schedule|for the first time|a month earlier|
despite the criticism""".replace("\n", "").split("|")


def zipf(count, exponent):
    """Cumulative weights of a Zipf law: rank k weighs k ** -exponent."""
    return list(itertools.accumulate((k + 1) ** -exponent for k in range(count)))


def pick(rnd, things, cumulative):
    return things[bisect(cumulative, rnd.random() * cumulative[-1])]


def slugify(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower().encode("ascii", "ignore").decode()).strip("-")


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Words:
    """Sentences of news English, drawn from the lists above."""

    def __init__(self, rnd):
        self.rnd, self.choose = rnd, rnd.choice
        self.companies = sorted({a + b for a in CO_A for b in CO_B})
        rnd.shuffle(self.companies)
        self.company_weights = zipf(len(self.companies), 0.9)
        self.names = SURNAMES[:]
        rnd.shuffle(self.names)
        self.name_weights = zipf(len(self.names), 0.7)

    def company(self):
        return pick(self.rnd, self.companies, self.company_weights)

    def surname(self):
        return pick(self.rnd, self.names, self.name_weights)

    def title(self):
        c, form = self.choose, self.rnd.randrange(8)
        if form == 0:
            return f"{self.company()} {c(VERBS)} {c(ADJ)} {c(THING)} for {c(GROUP)} in {c(CITIES)}"
        if form == 1:
            return f"{c(CITIES)} watches {c(GROUP)} in their {c(PLACE)} and {c(PLACE)} via {c(ADJ)} {c(THING)}"
        if form == 2:
            return f"There is a crisis of {c(NOUN)} and {c(NOUN)} in the {c(ADJ)} {c(THING)}"
        if form == 3:
            return f"Why {c(GROUP)} fear the {c(ADJ)} {c(THING)} that {self.company()} {c(VERBS)}"
        if form == 4:
            return f"{self.surname()}: {c(CITIES)} {c(THING)} \u201cwill change {c(NOUN)}\u201d {c(TIME)}"
        if form == 5:
            return f"How a {c(ADJ)} {c(THING)} is improving {c(NOUN)} for {c(CITIES)}'s {c(GROUP)}"
        if form == 6:
            return f'{self.company()} and {self.company()} to share "{c(ADJ)}" {c(THING)} {c(NOUN)} data'
        return f"{c(CITIES)} {c(THING)} {c(VERBS)} {self.company()} deal over {c(NOUN)} and {c(NOUN)}"

    def sentence(self):
        c, form = self.choose, self.rnd.randrange(6)
        if form == 0:
            return (
                f"The {c(CITIES)} government's {c(NOUN)} plan for {c(GROUP)} in their own {c(PLACE)}, in their "
                f"{c(PLACE)} and via a {c(ADJ)} {c(THING)} was {c(VERBS2)} {c(TIME)}."
            )
        if form == 1:
            return (
                f"When news broke that a {c(ADJ)} {c(THING)} had led {c(CITIES)} {c(GROUP)} to blame "
                f"{c(FIRST)} {self.surname()} for a drop in {c(NOUN)}, it was already too late for the {c(THING)}."
            )
        if form == 2:
            return (
                f"{self.company()} has {c(VERBS2)} that its {c(THING)} brings {c(ADJ)} {c(NOUN)} to {c(GROUP)}, "
                f"but {self.surname()} of {self.company()} says the {c(THING)} isn’t ready."
            )
        if form == 3:
            return (
                f"A study of {self.rnd.randrange(40, 9000)} {c(GROUP)} in {c(CITIES)} {c(VERBS2)} that "
                f"{c(ADJ)} {c(THING)} owners gain {self.rnd.randrange(2, 70)} per cent in {c(NOUN)} {c(TIME)}."
            )
        if form == 4:
            return f"Critics led by {c(FIRST)} {self.surname()} {c(VERBS2)} {c(TIME)} that {c(NOUN)} would suffer."
        return f"The {c(ADJ)} {c(THING)} opens in {c(CITIES)} {c(TIME)}, with {self.company()} as its first customer."

    def excerpt(self):
        text, goal = self.sentence(), self.rnd.gauss(180, 50)
        while len(text) < goal:
            text += " " + self.sentence()
        return text.replace("’", "â€™", 1) if self.rnd.random() < 0.03 else text


class Story:
    """One story; `block` is the form in which other stories embed it."""

    __slots__ = "title excerpt when url amp provider quality images topics heat published slug block".split()


def providers(rnd, count):
    made, seen = [], set()
    while len(made) < count:
        city, paper, form = rnd.choice(CITIES), rnd.choice(PAPERS), rnd.randrange(4)
        name = [
            f"The {city} {paper}",
            f"{city} {paper}",
            f"{rnd.choice(CO_A)} {paper}",
            f"{rnd.choice(THING).title()} {paper}",
        ][form]
        domain = slugify(name.removeprefix("The ")).replace("-", "") + "." + rnd.choice(TLDS)
        if domain not in seen:
            seen.add(domain)
            made.append((name, domain))
    return made


def make(words, rnd, when, provider, topics):
    s = Story()
    s.title, s.excerpt, s.when, s.provider, s.topics = words.title(), words.excerpt(), when, provider, topics
    s.slug = slugify(s.title)
    domain = provider[1]
    s.url = (
        f"https://www.{domain}/{when:%Y/%m/%d}/{rnd.randrange(10**6, 10**7)}/{s.slug}/",
        f"https://www.{domain}/{slugify(topics[0])}/{s.slug}/news-story/{rnd.getrandbits(128):032x}",
        f"https://{domain}/{s.slug}-{rnd.getrandbits(40):010x}",
    )[sum(domain.encode()) % 3]
    s.amp = s.url.rstrip("/") + "/amp/" if rnd.random() < 0.4 else None
    s.quality, s.heat = min(99, max(1, int(rnd.gauss(45, 20)))), rnd.choice((-1, -1, -1, 0, 1, 2, 5, 11))
    s.published = rnd.random() < 0.95
    s.images = []
    for n in range(rnd.choice((0, 1, 1, 1, 1, 2, 2, 3))):
        width = rnd.choice((640, 800, 1024, 1200, 1600, 2048, 2896))
        address = (
            f"https://media.{domain}/uploads/{when:%Y/%m}/{s.slug[:24].strip('-')}-{rnd.getrandbits(32):08x}_{n}.jpg"
        )
        s.images.append((f"{address}?w={width}", width, width * 9 // 16, rnd.random() < 0.7))
    s.block = None
    return s


def images_yaml(story, pad):
    return "".join(
        f"{pad}- url: {quote(url)}\n{pad}  width: {w}\n{pad}  height: {h}\n"
        f"{pad}  isCached: {'true' if cached else 'false'}\n"
        for url, w, h, cached in story.images
    )


def urls_yaml(story, pad):
    text = f"{pad}webUrl: {quote(story.url)}\n"
    if story.amp:
        host = story.amp.split("/")[2]
        text += f"{pad}ampWebUrl: {quote(story.amp)}\n"
        text += (
            f'{pad}cdnAmpWebUrl: "https://{host.replace(".", "-")}.cdn.ampproject.org/c/s/'
            f'{story.amp.removeprefix("https://")}"\n'
        )
    return text


def stub_yaml(s):
    if s.block is None:
        s.block = (
            f"  - title: {quote(s.title)}\n    excerpt: {quote(s.excerpt)}\n"
            f"    publishedDateTime: {s.when:%Y-%m-%dT%H:%M:%SZ}\n{urls_yaml(s, '    ')}"
            f"    type: article\n    provider:\n      name: {s.provider[0]}\n      domain: {s.provider[1]}\n"
            f"    quality: {s.quality}\n"
        )
        if s.images:
            s.block += "    images:\n" + images_yaml(s, "      ")
    return s.block


def story_yaml(s, related, rnd):
    text = (
        f"---\ncategory: news\ntitle: {quote(s.title)}\nexcerpt: {quote(s.excerpt)}\n"
        f"publishedDateTime: {s.when:%Y-%m-%dT%H:%M:%SZ}\n{urls_yaml(s, '')}type: article\n"
        f"quality: {s.quality}\nheat: {s.heat}\npublished: {'true' if s.published else 'false'}\n\n"
        f"provider:\n  name: {s.provider[0]}\n  domain: {s.provider[1]}\n\ntopics:\n"
        + "".join(f"  - {t}\n" for t in s.topics)
    )
    if s.images:
        text += "\nimages:\n" + images_yaml(s, "  ")
    secret = base64.b64encode(rnd.randbytes(16 * rnd.randrange(12, 40))).decode()
    return (
        f"{text}\nrelated:\n"
        + "\n".join(map(stub_yaml, related))
        + f'\nsecured: "{secret};{base64.b64encode(rnd.randbytes(16)).decode()}"\n---\n'
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=20000)
    parser.add_argument("--out", default="corpus")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    begun, rnd = time.perf_counter(), random.Random(args.seed)
    words = Words(rnd)
    papers = providers(rnd, max(5, args.articles // 60))
    paper_weights = zipf(len(papers), 0.8)
    topics = [" ".join(t.split()) for t in AREAS]
    topics = (topics + [f"{mod} {t}" for mod in MODS for t in topics])[:150]
    rnd.shuffle(topics)
    topic_weights = zipf(len(topics), 0.9)

    def draw(when):
        chosen = []
        for _ in range(rnd.choice((1, 2, 2, 3))):
            topic = pick(rnd, topics, topic_weights)
            if topic not in chosen:
                chosen.append(topic)
        return make(words, rnd, when, pick(rnd, papers, paper_weights), chosen)

    # Newest last; about 12 stories a day, no two in the same second.
    when, stories = datetime(2020, 1, 1, tzinfo=UTC), []
    for _ in range(args.articles):
        when += timedelta(seconds=rnd.randrange(60, 14340))
        stories.append(draw(when))

    folder = Path(args.out) / "news"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names, size = set(), 0
    for i, story in enumerate(stories):
        related, wanted = {}, rnd.randrange(3, 9)
        while len(related) < wanted:
            if rnd.random() < 0.7 and len(stories) > 20:
                step = int(rnd.expovariate(1 / 300)) + 1  # mostly a little older, some newer
                other = stories[(i - step if rnd.random() < 0.85 else i + step) % len(stories)]
            else:  # a story that is seen only here
                other = draw(story.when - timedelta(seconds=rnd.randrange(3600, 10**7)))
            if other is not story:
                related[other.url] = other
        name = base = f"{story.when:%Y-%m-%d}-{story.slug[:80].strip('-')}"
        number = 2
        while name in names:
            name, number = f"{base}-{number}", number + 1
        names.add(name)
        data = story_yaml(story, related.values(), rnd).encode()
        size += len(data)
        (folder / f"{name}.md").write_bytes(data)
    print(
        f"{len(stories)} documents, {size / 1e6:.1f} MB, {len(papers)} providers, {len(topics)} topics "
        f"in {folder} ({time.perf_counter() - begun:.1f} s)"
    )


if __name__ == "__main__":
    main()
