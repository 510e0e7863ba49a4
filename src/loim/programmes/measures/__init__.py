"""How indicators are counted: what can be counted, the engine, the rows, frozen numbers."""
