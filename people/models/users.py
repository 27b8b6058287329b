"""Who may log in."""

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.actors import NamedActor


class Users(BaseUserManager["User"]):
    """Makes people; nobody can be made a superuser."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Keep a new person; without a password he cannot log in."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff. What he may do comes from his appointments alone."""

    username = models.CharField(
        _("user name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    full_name = models.CharField(_("full name"), max_length=50)
    mobile = models.CharField(_("mobile number"), max_length=20, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = Users()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_superuser=False), name="people_user_is_never_superuser"
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """What the login library calls the person."""
        return self.full_name

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002
        """Never: rights hang on records (``visible_to``, ``check_can_…``), not on the person.

        Django's own answer would let a superuser flag in memory open everything.
        """
        return False

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002
        """Never, as ``has_perm``."""
        return False

    def as_actor(self, groups: Collection[int] | None = None) -> NamedActor:
        """Who he is now for history: his current appointment among ``groups``, else his first."""
        held = list(self.appointments.current().select_related("unit").order_by("pk"))
        acting = [post for post in held if groups is not None and post.group_id in groups]
        for post in acting or held:
            return NamedActor(self.username, self.full_name, post.unit.name, post.role)
        return NamedActor(self.username, self.full_name)
