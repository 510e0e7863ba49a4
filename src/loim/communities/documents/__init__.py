"""Papers: the asset map as a poster."""
