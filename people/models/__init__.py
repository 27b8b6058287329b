"""People, their units, what they are appointed to, and the teachers."""

from .appointments import Appointment
from .teachers import Category, PersonnelType, PostKind, Teacher, TeacherPost, TeacherStatus
from .units import Unit, UnitKind
from .users import User

__all__ = [
    "Appointment",
    "Category",
    "PersonnelType",
    "PostKind",
    "Teacher",
    "TeacherPost",
    "TeacherStatus",
    "Unit",
    "UnitKind",
    "User",
]
