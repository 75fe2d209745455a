//! Rules as tables, and the laws of the stage on arbitrary text.
