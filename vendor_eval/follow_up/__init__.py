"""What follows a finding: who does what by when, what is owed, and how a vendor is left.

People write records down (`record`); everything else is worked out from them and from what was
judged, so that no state is ever set by hand. A breach is over when a measured month is good, not
when somebody ticks a box.
"""
