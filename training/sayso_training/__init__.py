"""Training of sayso's tagger: from annotated articles and base weights to the model folder that the program reads."""
