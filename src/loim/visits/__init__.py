"""Field visits of officials: days, legs, who goes where, and what was learnt."""
