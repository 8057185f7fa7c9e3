"""Which side of every item speaks for the vendor.

The table was reviewed against the questions line by line: `+` where yes, or more, is good, `-`
where it is bad. An item that is new or reworded is read again and entered here by hand.
"""

from __future__ import annotations

from vendor_eval.evaluation.scorecard import Kind, Polarity
from vendor_eval.files.scorecards import shipped
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Direction

REVIEWED = """
# hipaa-controls
+ agreement-first
+ whole-workflow
+ encryption
+ access-and-second-factor
+ breach-protocol
+ audit-logs
+ risk-analysis
+ return-or-destruction
+ security-official
+ workforce-clearance
+ training-and-sanctions
+ incident-response
+ backup-and-recovery
+ premises-and-disposal
+ remote-workstations
+ session-controls
+ minimum-necessary
+ subcontractors
+ patient-rights
+ government-access
- offshore-access
+ exclusion-screening
+ compliance-programme
+ independent-assurance
+ cyber-insurance
+ state-law
+ proposed-second-factor-and-encryption
+ proposed-inventory
+ proposed-scans-and-tests
+ proposed-restoration
+ proposed-contingency-notice
+ proposed-yearly-verification
# measured-performance
+ first-pass-acceptance
- denials
- receivable-days
+ net-collections
- coding-time
- submission-time
- resubmission-time
+ accuracy
- account-response
+ reports-on-time
# claim-workflow
+ receipt
+ coding-step
+ second-review
- second-review-priced-extra
+ scrubber
+ flags-resolved
+ steps-in-scope
+ submission-window
+ acknowledgments
+ denial-work
+ root-causes
+ audit-trail
+ patient-billing
# service-agreement
+ minimum-first-pass
+ minimum-denials
+ minimum-turnaround
+ report-delivery
+ remediation
+ service-credits
+ termination-right
+ data-ownership
+ data-access
+ return-deadline
+ tested-export
+ run-out
- lock-in
# specialty-depth
+ certified-coders
+ denials-like-ours
+ complex-case
+ yearly-code-changes
+ payer-policies
- generalist
+ credentials-for-setting
+ credential-upkeep
+ coding-accuracy-audit
+ code-sets
- upcoding
+ unbundling
# ehr-integration
+ interface-to-our-ehr
- custom-build
+ practice-management-system
+ tested-before-live
+ notes-to-coders
+ incomplete-records
+ reconciliation
+ implementation-timeline
# reporting
+ first-pass-report
+ denials-report
+ aging-report
+ collections-report
+ accuracy-report
+ turnaround-report
+ rhythm
+ readable-alone
+ sample-before-signing
+ explains-a-denial
- old-receivables-grow
# operational-gaps
+ eligibility-and-authorization
+ fee-schedules
+ payer-documentation-rules
+ underpayments
+ appeal-outcomes
+ credit-balances
# account-management
+ named-contact
+ routine-response
+ urgent-response
+ absence
+ escalation-path
# pricing-and-fit
+ complete-price
+ percentage-base
+ per-claim-quality
+ flat-fee-minimums
+ percentage-fee-caution
- cheapest-only
+ volume-fits-model
+ own-staff-or-vendor
+ trial
+ payment-models
+ ready-to-negotiate
# scalability
+ absorbs-20-percent
+ absorbs-40-percent
+ staffing-model
+ multi-site-example
# credentialing
+ enrollment
+ revalidation
+ caqh-profiles
+ licenses-and-malpractice
+ expiry-alarm
+ payer-contracts
# documents-to-request
+ sample-report
+ standard-agreement
+ coder-certificates
+ security-documents
+ reference-list
- hesitation
# references
+ reference-denial-trend
+ reference-responsiveness
+ reference-reports
+ baseline
+ specialty-requirements
+ system-check
+ own-questions
+ agreement-read
+ references-called
# technology
+ notes-in-real-time
+ coding-libraries
+ claim-status
+ alerts
+ checks-before-claims
+ documentation-templates
# upstream-services
+ prior-authorization
+ eligibility
+ who-does-it
+ feedback-from-denials
# transition
+ transition-plan
+ parallel-run
+ old-receivables
+ start-figures
+ cash-during-change
# behavioral-health
+ prior-authorization
+ session-limits
+ medical-necessity
+ documentation-by-plan
+ dedicated-team
+ substance-use-records
# cardiology
+ code-range
+ catheterization-notes
+ diagnostic-and-treatment
+ office-or-hospital-share
+ cardiology-denials
# orthopedics
+ modifiers
+ bilateral-staged-multiple
+ surgery-review
- vague-on-modifiers
+ orthopedics-denials
# template-pack
+ our-codes
+ our-modifiers-and-rules
+ our-documents
+ our-team
"""


def reviewed() -> dict[str, Polarity]:
    table, scorecard = {}, ""
    for line in REVIEWED.split("\n"):
        sign, _, name = line.partition(" ")
        if sign == "#":
            scorecard = name
        elif sign:
            table[f"{scorecard}/{name}"] = Polarity.GOOD if sign == "+" else Polarity.BAD
    return table


EVERY_ITEM = [(f"{one.id}/{item.id}", item) for one in shipped() for _, item in one.items()]


def test_every_item_has_the_polarity_that_was_reviewed():
    assert {name: item.polarity for name, item in EVERY_ITEM} == reviewed()


def test_a_measured_item_follows_its_metrics_direction():
    for name, item in EVERY_ITEM:
        if item.kind is Kind.MEASURED:
            rising = CATALOGUE[item.metric].direction is Direction.HIGHER
            assert (item.polarity is Polarity.GOOD) is rising, name


def test_yes_is_the_best_answer_exactly_where_it_speaks_for_the_vendor():
    for name, item in EVERY_ITEM:
        if item.kind is Kind.YES_PARTLY_NO:
            best = "yes" if item.polarity is Polarity.GOOD else "no"
            assert item.options[0].answer == best, name
