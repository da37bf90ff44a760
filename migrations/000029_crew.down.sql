DROP TABLE skill_holders;
DROP TABLE outsiders;
DROP TABLE skills;
