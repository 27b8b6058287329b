"""The Chinese words of official papers, which are Chinese whatever language the screen speaks."""

from cases.models import DispatchMode, Material, Service
from cases.states import Finding, Kind, ProceedingKind

MATTERS = {
    Kind.TUTORING: "有偿补课",
    Kind.GIFT: "违规收受礼品礼金",
    Kind.OTHER: "违反教师职业道德",
}
FINDINGS = {
    Finding.SUBSTANTIATED: "查实",
    Finding.PARTLY: "部分查实",
    Finding.UNFOUNDED: "不实",
    Finding.UNVERIFIABLE: "无法查实",
}
MODES = {
    DispatchMode.ORDINARY: "按管理权限交办",
    DispatchMode.RAISED: "提级办理",
    DispatchMode.REASSIGNED: "改派",
    DispatchMode.ELSEWHERE: "异地交办",
    DispatchMode.DESIGNATED: "指定管辖",
}
PERSONS = {  # after formal opening the word changes (domain reference §12.9)
    ProceedingKind.SANCTION: "被调查人",
    ProceedingKind.MEASURE: "被反映人",
    ProceedingKind.TRANSFER: "被反映人",
}
SERVICES = {
    Service.PERSONAL: "直接送达",
    Service.REFUSED: "拒收见证送达",
    Service.LEFT: "留置送达",
    Service.POST: "邮寄送达",
    Service.PUBLIC: "公告送达",
}
MATERIALS = {
    Material.PLAN: "核查方案",
    Material.INTERVIEW: "谈话笔录",
    Material.EVIDENCE_LIST: "证据清单",
    Material.SITE: "现场检查记录",
    Material.PAYMENT: "收付款凭证",
    Material.MONEY: "收退款台账",
    Material.RECUSAL: "回避声明书",
    Material.SUPPLEMENT: "补充核查意见",
    Material.EXTENSION: "延期审批表",
    Material.SUSPENSION: "中止审批表",
    Material.FORMAL_OPENING: "立案审批表",
    Material.SERVICE: "送达回证",
    Material.DEFENCE: "陈述申辩笔录",
    Material.OPINIONS: "学生、教师和家长意见",
    Material.HEARING: "听证材料",
    Material.MINUTES: "集体研究纪要摘录",
    Material.LEGALITY: "法制审核意见",
    Material.TRANSFER: "移送函",
    Material.REVIEW: "复核申诉申请书",
    Material.REVIEW_RESULT: "复核申诉决定",
    Material.LIFTING: "解除通知",
    Material.COMPLETION: "办结报告",
    Material.DANGER_REPORT: "报案记录",
    Material.INTERIM_ANSWER: "阶段性答复",
    Material.RULING: "审查意见",
    Material.OTHER: "其他材料",
}
AS_EVIDENCE = (  # entries that a list of evidence names
    Material.INTERVIEW, Material.SITE, Material.PAYMENT, Material.MONEY, Material.OTHER,
)  # fmt: skip
DEEDS = {  # how a paper says that a measure is taken
    "CRIT": "给予批评教育",
    "TALK": "给予诫勉谈话",
    "SELF": "责令作出书面检查",
    "NOTICE": "给予通报批评",
    "DISQ": "取消在评奖评优、职务晋升、职称评定、岗位聘用、工资晋级、申报人才计划等方面的资格",
    "END": "解除聘用合同",
    "BEN": "按照规定相应调整享受的待遇",
}
POSTS = {"ordinary": "教师", "manager": "从事管理的人员"}
_DIGITS = "零一二三四五六七八九"


def ordinal(number: int) -> str:
    """1 to 99 as headings count: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    before = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return before + (_DIGITS[ones] if ones else "")
