"""Surveys of needs: who was asked, what they answered, what is planned from it."""
