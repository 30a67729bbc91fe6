//! Queries: every draft passes the lint that is there for people, and the lint sees what people write.

mod drafts;
mod lint;
mod replies;
