//! The program: configuration, wiring, clock and commands.
