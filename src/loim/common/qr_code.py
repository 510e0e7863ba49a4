"""QR codes as one SVG path, for pages and papers."""

from dataclasses import dataclass

from qrcode import QRCode, constants, util

QUIET_ZONE = 4  # modules around it, as ISO/IEC 18004 asks


@dataclass(frozen=True)
class QrCode:
    """`size` in modules with the quiet zone; `path` draws the dark ones, one unit each."""

    size: int
    path: str

    @property
    def svg(self) -> str:
        """A picture of its own, for documents."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.size} {self.size}">'
            f'<path fill="#fff" d="M0 0h{self.size}v{self.size}H0z"/>'
            f'<path d="{self.path}"/></svg>'
        )


def qr_code(text: str, *, is_robust: bool = False) -> QrCode:
    """`is_robust`: readable with three tenths of it covered, for short texts."""
    level = constants.ERROR_CORRECT_H if is_robust else constants.ERROR_CORRECT_M
    code = QRCode(border=0, error_correction=level)
    code.add_data(_data(text))
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    return QrCode(len(rows) + 2 * QUIET_ZONE, "".join(_runs(rows)))


def _data(text: str) -> util.QRData:
    is_plain = all(sign in util.ALPHA_NUM.decode() for sign in text)
    return util.QRData(text, mode=util.MODE_ALPHA_NUM if is_plain else None)


def _runs(rows: list[list[bool]]) -> list[str]:
    """A bar for each run of dark modules in a row."""
    found = []
    for y, row in enumerate(rows, QUIET_ZONE):
        start = None
        for x, is_dark in enumerate([*row, False]):
            if is_dark and start is None:
                start = x
            elif not is_dark and start is not None:
                found.append(f"M{start + QUIET_ZONE} {y}h{x - start}v1h-{x - start}z")
                start = None
    return found
