"""Explanations: chances, binding rules, effects, false answers, impossible rules."""
