"""The command line as a program: ``python -m analysis``."""

from .processes.interrupts import program

if __name__ == "__main__":
    program()
