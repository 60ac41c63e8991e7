"""« Diffusion »: whom the messages of a ritual reached, whom not, and why."""
