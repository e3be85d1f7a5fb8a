DROP TABLE response_promises;
