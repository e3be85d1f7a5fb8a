DROP TABLE commitment_followers;
DROP TABLE commitment_steps;
DROP TABLE commitments;
