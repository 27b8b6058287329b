"""LeaderOpinion 一案双查: whether the school's leaders answer for what happened under them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaderPost(models.TextChoices):
    """Which post the leader holds."""

    PRINCIPAL = "principal", _("Principal")
    SECRETARY = "secretary", _("Party secretary")
    DEPUTY = "deputy", _("Deputy principal in charge")
    HEAD = "head", _("Head of a section or year")
    BUREAU = "bureau", _("Leader at the education bureau")


class LeaderOpinion(models.Model):
    """The opinion of one round of one case (domain reference §12.17)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="leader_opinions")
    round = models.PositiveSmallIntegerField()
    is_accountable = models.BooleanField(_("held to account"))
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "round", name="cases_leaderopinion_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.given_on}"


class AccountableLeader(models.Model):
    """One leader held to account: who, for which of the six situations, and what is proposed."""

    opinion = models.ForeignKey(LeaderOpinion, models.PROTECT, related_name="leaders")
    name = models.CharField(_("name"), max_length=50)
    post = models.CharField(_("post"), max_length=12, choices=LeaderPost.choices)
    teacher = models.ForeignKey(
        "people.Teacher", models.PROTECT, null=True, blank=True, related_name="+"
    )
    situations = ArrayField(models.CharField(max_length=8))  # codes, 处理办法 art. 12
    measure = models.CharField(_("measure proposed"), max_length=8)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(situations__len__gt=0),
                name="cases_accountableleader_has_situation",
            ),
        ]

    def __str__(self) -> str:
        return self.name
