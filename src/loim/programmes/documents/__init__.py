"""Reading an action plan's .docx into a `PlanDocument` and writing one back, without a database."""
