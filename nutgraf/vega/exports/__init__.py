"""Pictures that stand alone: with their words around them, set as outlines; PNG, PDF, social cards."""
