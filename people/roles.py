"""The roles that an appointment gives at a unit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is at a unit. Rights hang on the group *(unit, role)*."""

    INTAKE = "intake", _("intake officer")
    APPROVER = "approver", _("approver")
    OFFICER = "officer", _("case officer")
    INVESTIGATOR = "investigator", _("investigator")
    INSPECTOR = "inspector", _("school inspector")
    PRINCIPAL = "principal", _("principal")
    PERSONNEL = "personnel", _("personnel officer")
    ARCHIVIST = "archivist", _("archivist")
    LEGAL = "legal", _("legality reviewer")
    DISCIPLINE = "discipline", _("discipline supervisor")
    CUSTODIAN = "custodian", _("custodian of identities")
    LEADER = "leader", _("leader")
    SYSADMIN = "sysadmin", _("system administrator")
    SECADMIN = "secadmin", _("security administrator")
    AUDITOR = "auditor", _("auditor")
