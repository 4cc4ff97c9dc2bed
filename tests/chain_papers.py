"""The sheets of a made-up snapshot: an order, a letter, and the rounds of a Lembar Kendali."""

MOMENT = "2026-10-05T02:00:00+00:00"
IDENTITY = "NIP 198001012005011001"


def order(**fields) -> dict:
    return {
        "number": "DK-003/2026",
        "cause": "Perintah penyiapan formulir",
        "urgency": "Segera",
        "subject": "Pengisian formulir data kinerja",
        "row": "",
        "letter_number": "",
        "letter_date": None,
        "received_on": None,
        "agenda_number": "",
        "created_at": MOMENT,
        "cancelled_at": None,
        "forwardings": [forwarding()],
    } | fields


def forwarding(**fields) -> dict:
    return {
        "number": 1,
        "from_title": "Kepala Seksi Pemerintahan",
        "from_name": "Nama Kasi",
        "from_rank": "Penata, III/c",
        "from_identity": IDENTITY,
        "to_title": "Petugas Seksi Pemerintahan",
        "instructions": ["Siapkan dan distribusikan formulir"],
        "note": "Lengkapi dengan rekap desa.",
        "due": "2026-10-08",
        "at": MOMENT,
        "read_at": MOMENT,
        "acted_at": MOMENT,
        "answer": "",
    } | fields


def letter(section: str, **fields) -> dict:
    return {
        "number": "SP-12-5/2026",
        "entry": 5,
        "section": section,
        "moment": MOMENT,
        "title": "Kepala Seksi Pemerintahan",
        "name": "Nama Kasi",
        "rank": "Penata, III/c",
        "identity": IDENTITY,
        "to_title": "Kasubag Perencanaan",
        "what": " ".join(filter(None, ("Formulir data kinerja", section))),
        "count": 5,
    } | fields


def control(rounds: list[dict], **fields) -> dict:
    made = {"title": "Sekretaris Camat", "name": "Nama Sekcam"}
    return made | {"rounds": rounds, "fillings": [filling()]} | fields


def control_round(**fields) -> dict:
    return {
        "edition": 1,
        "step": 1,
        "step_title": "Distribusi formulir",
        "section": "Seksi Pemerintahan",
        "actor": "Kepala Seksi Pemerintahan",
        "round": 1,
        "arrived_at": MOMENT,
        "started_at": MOMENT,
        "finished_at": MOMENT,
        "waited": "1 jam",
        "worked": "10 menit",
        "standard": "1 hari",
        "remarks": ["sesuai", "jeda: rapat, 20 menit"],
    } | fields


def filling(**fields) -> dict:
    return {
        "section": "Seksi Pemerintahan",
        "since": MOMENT,
        "handed_in_at": MOMENT,
        "spent": "5 jam 10 menit",
        "due": None,
        "remark": "tanpa batas",
    } | fields
