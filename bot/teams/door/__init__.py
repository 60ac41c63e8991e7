"""The door: who may come in, and what a request must look like."""
