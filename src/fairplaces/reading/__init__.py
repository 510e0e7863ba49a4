"""Problems from tables: CSV in any common encoding, and .xlsx."""
