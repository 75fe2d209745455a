"""Which claims are right: the definition of the scorer, a claim at a time. `calibrate` and `scripts/reliability.py` use it."""


def letters(places, text):
    """Places of letters and digits."""
    return {at for a, b in places for at in range(max(0, a), min(b, len(text))) if text[at].isalnum()}


def judge(claims, article):
    """Which claims match an attribution of the gold: contents share at least half, sources touch or are both missing."""
    wanted = [(letters(gold.content, article.text), letters(gold.source, article.text)) for gold in article.attributions]
    given = [(letters(claim["content"], article.text), letters(claim["source"], article.text)) for claim in claims]
    pairs = []
    for i, (content, source) in enumerate(wanted):
        for j, (claim, speaker) in enumerate(given):
            shared, either = len(content & claim), len(content | claim)
            if shared and 2 * shared >= either and (source & speaker or not (source or speaker)):
                pairs.append((-shared / either, i, j))
    used_wanted, right = set(), set()
    for _, i, j in sorted(pairs):
        if i not in used_wanted and j not in right:
            used_wanted.add(i)
            right.add(j)
    return [j in right for j in range(len(claims))]
