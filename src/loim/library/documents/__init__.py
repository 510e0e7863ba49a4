"""Reading PDFs, in a process of their own."""
