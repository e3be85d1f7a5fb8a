DROP TABLE audit_head;
DROP TABLE audit_entries;
DROP FUNCTION audit_entries_stay();
DROP TABLE staff_sessions;
DROP TABLE staff_recovery_codes;
DROP TABLE staff_roles;
DROP TABLE staff;
