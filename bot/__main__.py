"""``python -m bot``."""

import gc

if __name__ == "__main__":
    # What is imported stays: looking through it for garbage took a sixth of the start, and would
    # take as much again at each later collection.
    gc.disable()
    from bot.cli.main import main

    gc.freeze()
    gc.enable()
    main()
