"""What a message costs, beside the bare echo bots of Microsoft's two SDKs."""
