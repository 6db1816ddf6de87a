"""How the judge's lexicon and trees are made. Needs the extra `train`; nothing of it is needed at run time."""
