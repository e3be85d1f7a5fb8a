DROP INDEX replies_pinned;
