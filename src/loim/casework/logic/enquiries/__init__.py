"""Rules of writing enquiries down."""
