"""What a device keeps while it has no network, only the platform can read (decision 23).

The device has the platform's public key and nothing else: a key pair of its own for each entry
(ECDH on P-256), HKDF-SHA-256, AES-256-GCM. The private key is derived from CASEWORK_KEY and is
in no database. A box is bound to the person who wrote it and to its submission: nobody else can
send it, and it cannot pass for another.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

_INFO = b"loim.counselling.device.1"
# Of P-256 (SEC 2, secp256r1).
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
LONGEST = 20_000


class BoxBroken(Exception):
    """Sealed for another person or platform, altered, or with a key that is no longer known."""


def public_key() -> str:
    """The point, uncompressed, in base64: what a page gives to its script."""
    return base64.b64encode(_point(_private_key(settings.CASEWORK_KEY))).decode()


def bound_to(person_id: int, submission: str) -> bytes:
    return f"{person_id}:{submission}".encode()


def open_box(box: Mapping[str, str], binding: bytes) -> bytes:
    """`box` has `from` (the entry's public point), `iv` and `data`, each in base64."""
    try:
        point, iv, data = (
            base64.b64decode(box[name][:LONGEST], validate=True) for name in ("from", "iv", "data")
        )
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise BoxBroken from None
    for secret in (settings.CASEWORK_KEY, *settings.FORMER_CASEWORK_KEYS):
        try:
            return AESGCM(_shared(_private_key(secret), sender)).decrypt(iv, data, binding)
        except (InvalidTag, ValueError):
            continue
    raise BoxBroken


def _private_key(secret: str) -> ec.EllipticCurvePrivateKey:
    digest = hashlib.blake2b(secret.encode(), digest_size=48, person=b"loim.cw.device").digest()
    # 128 bits more than the order has: no private key is likelier than another (FIPS 186-5, A.2.1).
    return ec.derive_private_key(int.from_bytes(digest) % (_ORDER - 1) + 1, ec.SECP256R1())


def _shared(own: ec.EllipticCurvePrivateKey, sender: ec.EllipticCurvePublicKey) -> bytes:
    secret = own.exchange(ec.ECDH(), sender)
    return HKDF(SHA256(), 32, salt=b"loim", info=_INFO).derive(secret)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
