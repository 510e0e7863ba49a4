"""Rules of journeys: order, deadlines, what applies to whom, what changed between editions."""
