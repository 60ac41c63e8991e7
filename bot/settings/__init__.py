"""« Réglages »: what an organisation sets, with the rows that each capability adds."""
