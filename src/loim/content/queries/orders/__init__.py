"""Translation orders: lists, one order, its link."""
