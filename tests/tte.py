"""An outside service that signs: a certificate of its own, and PDFs signed or spoilt with it."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

DER = serialization.Encoding.DER
BOX = (72, 72, 250, 130)


@cache
def signer(name: str = "Sekretaris Contoh") -> signers.SimpleSigner:
    """Make a signer whose certificate stands on no list."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    own = certificates.Name(
        [
            certificates.NameAttribute(certificates.NameOID.COMMON_NAME, name),
            certificates.NameAttribute(certificates.NameOID.ORGANIZATION_NAME, "Penerbit Uji"),
        ]
    )
    usage = dict.fromkeys(
        (
            *("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"),
            *("crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    made = (
        certificates.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=10_000))
        .add_extension(
            certificates.KeyUsage(digital_signature=True, content_commitment=True, **usage),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(DER, serialization.PrivateFormat.PKCS8, plain)
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(made.public_bytes(DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def signed(pdf: bytes, name: str = "Sekretaris Contoh", *, field: str = "Tanda1") -> bytes:
    """Sign a PDF as an outside service does: visibly, and added behind its bytes."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(field_name=field)
    spec = fields.SigFieldSpec(field, on_page=0, box=BOX)
    return signers.sign_pdf(writer, meta, signer(name), new_field_spec=spec).getvalue()


def stamper() -> DummyTimeStamper:
    """A service that says what time it is, by a certificate of its own."""
    own = signer("Penanda Waktu Contoh")
    return DummyTimeStamper(own.signing_cert, own.signing_key)


def pades(pdf: bytes, *, is_locking: bool = False) -> bytes:
    """Sign as a service of the other shape does: PAdES, its time stamped, perhaps locking all."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    shape = {"field_name": "Tanda1", "subfilter": fields.SigSeedSubFilter.PADES}
    locking = {"certify": True, "docmdp_permissions": fields.MDPPerm.FILL_FORMS}
    meta = signers.PdfSignatureMetadata(**shape, **(locking if is_locking else {}))
    made = {"new_field_spec": fields.SigFieldSpec("Tanda1", on_page=0, box=BOX)}
    return signers.sign_pdf(writer, meta, signer(), timestamper=stamper(), **made).getvalue()


def stamped(pdf: bytes) -> bytes:
    """Put a timestamp over a whole document, behind its bytes."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return signers.PdfTimeStamper(stamper()).timestamp_pdf(writer, "sha256").getvalue()


def repainted(pdf: bytes) -> bytes:
    """Add to a PDF, behind its bytes, another content for its first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 595 842 re f"))
    return updated(writer, page)


def annotated(pdf: bytes) -> bytes:
    """Add to a PDF, behind its bytes, a note that lies on its first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    note = {"/Type": "/Annot", "/Subtype": "/FreeText"}
    named = {generic.pdf_name(key): generic.pdf_name(word) for key, word in note.items()}
    made = generic.DictionaryObject(
        {
            **named,
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, BOX)),
            generic.pdf_name("/Contents"): generic.pdf_string("100,00%"),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(made)])
    return updated(writer, page)


def updated(writer: IncrementalPdfFileWriter, page: generic.DictionaryObject) -> bytes:
    writer.mark_update(page.container_ref)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def tampered(pdf: bytes) -> bytes:
    """Change one byte of what was signed, behind the sealed bytes: in the name of the field."""
    return pdf.replace(b"(Tanda1)", b"(Tandai)", 1)
