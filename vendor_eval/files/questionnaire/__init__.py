"""The questions of a round as a workbook that its vendor fills in and sends back."""

from vendor_eval.files.questionnaire.form import Questionnaire
from vendor_eval.files.questionnaire.reading import read_questionnaire
from vendor_eval.files.questionnaire.writing import written

__all__ = ["Questionnaire", "read_questionnaire", "written"]
