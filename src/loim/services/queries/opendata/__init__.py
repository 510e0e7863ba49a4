"""The catalogue as open data: HSDS, CPSV-AP and schema.org say the same, each in its words."""
