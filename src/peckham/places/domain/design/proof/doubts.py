"""Why a certificate is not accepted: each says what does not hold, and where."""

from peckham.kernel import Refused


class CertificateRefused(Refused):
    """The certificate does not show what it claims."""


class NotACertificate(CertificateRefused):
    """It is not a certificate of this kind and version, or something in it has the wrong form."""


class OtherInputs(CertificateRefused):
    """It was made for other areas, lists, bounds or wishes than those given."""


class OtherPlan(CertificateRefused):
    """It was made for another plan than the one given."""


class PlanBreaksLimits(CertificateRefused):
    """The plan does not hang together, or is outside a bound, a borough, a wish or the count."""


class ValueDiffers(CertificateRefused):
    """The plan aligns another number of registrations than is claimed."""


class CasesMissing(CertificateRefused):
    """The cases do not cover every plan."""


class RowNotKept(CertificateRefused):
    """A case stands on something that not every plan keeps."""


class BoundNotShown(CertificateRefused):
    """A case adds up to more than the bound claimed."""


class BoundDiffers(CertificateRefused):
    """The bounds of the regions add up to another number than is claimed."""
