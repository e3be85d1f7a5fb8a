-- What stands on top of a thread is found without reading the thread.
CREATE INDEX replies_pinned ON replies (thread_id, id) WHERE is_pinned;
