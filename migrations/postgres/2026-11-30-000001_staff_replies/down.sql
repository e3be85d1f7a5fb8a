DROP INDEX replies_by_staff;
