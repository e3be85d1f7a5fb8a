-- What staff replied in a thread is found without reading the thread.
CREATE INDEX replies_by_staff ON replies (thread_id, id) WHERE staff_id IS NOT NULL;
