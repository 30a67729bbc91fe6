"""Which axis of specificity a code does not state: its side, its site, its stage, the organism.

The noun beside the marker names the axis where it is one ("unspecified organism"). Otherwise the words that tell the
alternatives apart decide: most of them sides, then the axis is laterality.
"""

from __future__ import annotations

import re
from collections import Counter

from words import FUNCTION, SIDES

_BY_NOUN = {
    "site": "site", "area": "site", "location": "site", "part": "site", "region": "site", "level": "site",
    "organism": "organism", "trimester": "trimester", "stage": "stage", "degree": "degree", "severity": "severity",
    "type": "type", "cause": "cause", "agent": "agent", "behavior": "behavior", "duration": "duration",
    "extent": "extent", "joint": "site", "portion": "site", "length": "duration", "form": "type", "causes": "cause",
    "nature": "type", "complication": "complication", "complications": "complication", "origin": "cause",
    "side": "laterality", "causative": "organism", "control": "control", "recurrent": "recurrence",
    "time": "timing", "size": "size", "drug": "agent", "drugs": "agent", "substance": "agent",
    "substances": "agent", "toxicity": "type", "remission": "remission", "antiepileptic": "agent",
    "dominance": "laterality", "eye": "laterality", "ear": "laterality", "depth": "depth", "quadrant": "site",
    "month": "type", "week": "trimester", "weeks": "duration", "category": "type", "cell": "type",
}  # fmt: skip

#: "organism unspecified" or "unspecified causative organism", up to the next comma.
_BESIDE = re.compile(
    r"(?:\b([a-z-]+) (?:not (?:otherwise )?specified|unspecified)(?= *(?:,|$|with|without|in|of))"
    r"|\b(?:un|not )specified(?: as(?: to)?)? ([a-z-]+(?: [a-z-]+)?))"
)

_SITE = frozenset(
    """
    abdomen abdominal acetabulum acromioclavicular adrenal ankle anterior anus aorta aortic appendix areola arm
    artery atlantoaxial atrium axilla axillary back bladder body bone bones bowel brain brainstem breast bronchi
    bronchus buttock calf carotid carpal cauda caudal cecum central cerebellum cerebral cervical cervicofacial
    cervicothoracic cervix chamber cheek chest chin choroid ciliary clavicle coccygeal colon conjunctiva cornea
    cornu costal cranial descended digit disc distal duct duodenum ear ectopic elbow endocervix esophagus exocervix
    external extracranial extremities extremity eye eyelid face facial fallopian femoral femur fibula finger fingers
    flank foot forearm fundus gallbladder gastric genital gland glans globe glottis gluteal groin gum hand head
    heart heel hemisphere hilar hip hips humerus ileum iliac index inguinal internal intestinal intestine
    intrapelvic intrathoracic iris jaw jejunum joint joints kidney knee knees labia labial labium larynx leg lens
    ligament limb limbs lingual lip little liver lobe lower lumbar lumbosacral lung lymph macula main mandible
    mandibular maxilla maxillary maxillofacial meninges mesenteric metacarpal metatarsal middle midfoot mouth muscle
    nail nasal nasopharynx neck nipple nipple-areola node nodes nose occipital occipito-atlanto-axial optic oral
    orbit ovary overlapping palate palmar pancreas parametrium parathyroid parietal parotid patella pelvic pelvis
    penis perianal perineum peripheral peritoneum pharynx pituitary plantar pleura pons popliteal posterior proximal
    pulmonary quadrant quadriceps radius rectum region renal retina rib ribs ring sacral sacrococcygeal sacroiliac
    salivary scalp scapula scrotal scrotum shoulder sigmoid skin skull spinal spine spleen sternum stomach
    subclavian sublingual submandibular supraglottis sutures tail temple temporal tendon testis thigh thoracic
    thoracolumbar throat thumb thyroid tibia tibial toe toes tongue tonsil tooth trachea tracheal trunk tube
    tympanic ulna umbilical upper ureter urethra uterus vagina vaginal valve vein veins ventral ventricle
    ventricular vertebra vertebral vitreous vulva wall wrist
    """.split()
)
_VOCABULARY: dict[str, frozenset[str]] = {
    "severity": frozenset("mild moderate severe profound minimal low-grade high-grade".split()),
    "acuity": frozenset("acute chronic subacute acute-on-chronic paroxysmal persistent permanent intermittent longstanding".split()),
    "organism": frozenset(
        "bacteria bacterial virus viral staphylococcus staphylococcal streptococcus streptococcal pneumoniae coli hemophilus fungal fungus"
        " mycoplasma pseudomonas aureus adenovirus rotavirus candidal candida herpesviral enterovirus adenoviral enteroviral chlamydial gonococcal meningococcal mycoses mycosis coronavirus rhinovirus plasmodium brucella parasitic protozoal"
        " salmonella shigella escherichia clostridium".split()
    ),
    "stage": frozenset(["stage", "phase"]),
    "degree": frozenset(["degree"]),
    "grade": frozenset(["grade"]),
    "recurrence": frozenset(["recurrent", "recurrence"]),
    "trimester": frozenset(["trimester"]),
    "remission": frozenset(["remission", "relapse"]),
    "control": frozenset(["controlled", "uncontrolled", "intractable"]),
}  # fmt: skip


def axis(title: str, above: str, terms: list[list[str]]) -> str:
    """The axis that a title does not specify and its parent title does, given what distinguishes the alternatives."""
    for noun in Counter(_nouns(title)) - Counter(_nouns(above)):
        if noun in _BY_NOUN:
            return _BY_NOUN[noun]
    votes = Counter(_axis_of([w for phrase in phrases for w in phrase.split()]) for phrases in terms)
    return max(votes, key=lambda name: (votes[name], name == "type", name)) if votes else "type"


def open_axes(title: str) -> set[str]:
    """The axes that a title names as not specified."""
    return {_BY_NOUN[noun] for noun in _nouns(title) if noun in _BY_NOUN}


def _nouns(title: str) -> list[str]:
    """The first noun next to each marker that names an axis, or else the word next to it."""
    found = []
    for before, after in _BESIDE.findall(title.lower()):
        words = [word for word in after.split() if word not in FUNCTION] or [before]
        found.append(next((word for word in words if word in _BY_NOUN), words[0]))
    return found


def _axis_of(words: list[str]) -> str:
    """The axis that a few words are about."""
    named = set(words)
    things = [word for word in words if word not in FUNCTION]
    if named & SIDES and len(things) <= 2 and not named & {"with", "without"}:
        return "laterality"
    for name, vocabulary in _VOCABULARY.items():
        if vocabulary & {part for word in words for part in word.split()}:
            return name
    if any(word.endswith(("virus", "viral")) for word in words):
        return "organism"
    if "onset" in named:
        return "onset"
    if words[0] in ("with", "without"):
        return "complication"
    if "due" in named or "following" in named or any(word.endswith("-induced") for word in named):
        return "cause"
    return "site" if 2 * sum(word in _SITE for word in things) >= len(things) else "type"
