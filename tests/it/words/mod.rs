//! Phrases over words, from outside: that several automata find what one finds.

mod several;
