//! Every fault can be chosen in every way, and does what its name says.
