DROP TABLE report_groups;
DROP TABLE input_organisations;
