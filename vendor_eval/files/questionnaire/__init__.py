"""The questions of a round as a workbook that its vendor fills in and sends back.

What writes it is in `writing`, which nothing loads before somebody asks for the workbook.
"""

from vendor_eval.files.questionnaire.form import Questionnaire
from vendor_eval.files.questionnaire.reading import Reply, Workbook, opened, read_questionnaire

__all__ = ["Questionnaire", "Reply", "Workbook", "opened", "read_questionnaire"]
