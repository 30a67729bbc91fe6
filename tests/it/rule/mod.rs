//! From YAML to a rule set, and the faults on the way.

mod loading;
mod pack_faults;
mod phrases;
mod schema;
mod shared;
mod site;
