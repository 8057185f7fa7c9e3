"""The screens: each reads from a workflow, calls it and draws what came back."""
