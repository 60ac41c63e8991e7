"""What runs: the Teams edge, the use cases, the jobs and the web pages."""

__version__ = "0.2.0"
