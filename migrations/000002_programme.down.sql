DROP TABLE journal;
DROP TABLE project_members;
DROP TABLE projects;
DROP TABLE events;
DROP TABLE event_series;
