"""Enquiries by the thousand, in one statement: what statistics are tried with."""

from loim.demo.casework.invented import enquiries_of_month

__all__ = ["enquiries_of_month"]
