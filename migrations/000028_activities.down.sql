DROP TABLE activity_organisations;
DROP TABLE activities;
